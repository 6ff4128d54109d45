import type { Texts } from './law-mapping.ts';

/** A condition that the operator can state. */
export interface ConditionText {
  readonly type: string;
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly meaning: string;
}

const condition = (type: string, status: 'True' | 'False', reason: string, meaning: string): ConditionText => ({
  type,
  status,
  reason,
  meaning,
});

/** Everything that a condition can say; a test compares this with what the code states. */
export const conditions: readonly ConditionText[] = [
  condition('Ready', 'True', 'Reconciled', 'The operator did its part.'),
  condition('Stalled', 'True', 'Quarantined', 'The object was set aside after failing again and again; the others go on (Ready is False).'),
  condition(
    'Stalled',
    'True',
    'ExpressionRefused',
    'An expression of the regime cannot be used; the message names its field (Ready is False).',
  ),
  condition('Stalled', 'True', 'CalendarRefused', 'A calendar of the policy cannot be used (Ready is False).'),
  condition('Approved', 'True', 'Approved', 'This version of the policy or playbook was approved.'),
  condition('Approved', 'False', 'NotApproved', 'Nobody has approved this version yet.'),
  condition('Rehearsed', 'True', 'Rehearsed', 'The playbook was rehearsed, and the next rehearsal is not due yet (P7).'),
  condition('Rehearsed', 'False', 'RehearsalOverdue', 'The playbook is to be rehearsed (P7).'),
  condition('Classified', 'False', 'RatingRefused', 'The scale does not know a rating, so the severity is unknown (A7).'),
  condition('DutiesEvaluated', 'False', 'ExpressionFailed', 'A duty could not be evaluated; the others run on.'),
  condition(
    'DuplicatesInOrder',
    'False',
    'DuplicateCycle',
    'The verdict Duplicate leads back to this incident, so it does not count (A8).',
  ),
  condition('FactsInOrder', 'False', 'DetectedBeforeOccurred', 'Facts contradict one another: it was established before it occurred (A6).'),
  condition('FactsInOrder', 'False', 'AwareBeforeDetected', 'Facts contradict one another: awareness lies before it was established (A6).'),
  condition('FactsInOrder', 'False', 'ClassifiedBeforeAware', 'Facts contradict one another: a classification lies before awareness (A6).'),
  condition(
    'FactsInOrder',
    'False',
    'NotifiedBeforeAware',
    'Facts contradict one another: a notice to an authority lies before awareness (A6).',
  ),
  condition('IncidentFound', 'False', 'IncidentMissing', 'No incident of that name exists in this namespace.'),
  condition('DelayJustified', 'False', 'DelayUnjustified', 'A late notice has no justification yet (N2).'),
  condition('Drill', 'True', 'Rehearsal', 'The incident is a drill: the notice is rehearsed, and sent to nobody (P7).'),
  condition('ChannelServed', 'False', 'ChannelUnavailable', 'No channel of the policy serves this notice: mend it, or file by hand.'),
  condition('ChannelServed', 'False', 'AudienceLimited', 'The sharing label keeps the notice from whom it is for (S6).'),
  condition('Delivered', 'False', 'DeliveryDeferred', 'An attempt failed, and it is tried again.'),
  condition('Delivered', 'False', 'DeliveryRejected', 'A recipient refused for good: a person has to act.'),
  condition('Delivered', 'False', 'DeliveryExhausted', 'It was tried for days in vain: a person has to act.'),
  condition('Accepted', 'False', 'Quarantined', 'The item crosses a boundary without authorisation (V7).'),
];

const stated = [
  /(?<!readonly )type: '([A-Z]\w+)',\s*status: '(?:True|False)',\s*reason: '([A-Z]\w+)'/g,
  /(?<!const )refused\(\s*'([A-Z]\w+)',\s*'([A-Z]\w+)'/g,
];
const stalls = /stalledConditions\(\s*'([A-Z]\w+)'/g;

/** The conditions that sources state literally, as `Type/Reason`, in alphabetical order. Pure. */
export const conditionsIn = (sources: Texts): readonly string[] =>
  [
    ...new Set(
      [...sources.values()].flatMap((text) => [
        ...stated.flatMap((form) => [...text.matchAll(form)].map(([, type, reason]) => `${type}/${reason}`)),
        ...[...text.matchAll(stalls)].map(([, reason]) => `Stalled/${reason}`),
      ]),
    ),
  ].toSorted();
