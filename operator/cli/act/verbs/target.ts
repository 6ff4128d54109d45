import type { Incident, Notification, Weakness } from '../../../api/types.gen.ts';
import type { Option } from '../option.ts';
import type { Target } from '../verb.ts';

/** What a verb does with an incident. */
export const onIncident = (target: Omit<Target<Incident>, 'kind'>): Target => ({ kind: 'Incident', ...target });

/** What a verb does with a notification. */
export const onNotification = (target: Omit<Target<Notification>, 'kind'>): Target => ({ kind: 'Notification', ...target });

/** What a verb does with a weakness. */
export const onWeakness = (target: Omit<Target<Weakness>, 'kind'>): Target => ({ kind: 'Weakness', ...target });

/** An option whose value is text. */
export const text = (name: string, told: string, value = 'text'): Option => ({ name, value, text: told });

/** An option that has one of several values. */
export const oneOf = (name: string, told: string, choices: readonly string[], value = 'value'): Option => ({
  name,
  value,
  text: told,
  choices,
});

/** An option without a value. */
export const flag = (name: string, told: string): Option => ({ name, text: told });
