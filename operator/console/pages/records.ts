import { kinds } from '../../api/kinds.ts';
import type { Answer, Asked, PageHandler } from '../asked.ts';
import { applyChange } from '../forms/apply.ts';
import { formNamed } from '../forms/catalogue.ts';
import type { Problem } from '../forms/field.ts';
import type { Form, FormKind, RecordOfKind } from '../forms/form.ts';
import { readForm } from '../forms/read.ts';
import { failurePage } from '../refusals.ts';
import { type FormState, formPage, settingOf } from './acting.ts';
import { pathOf } from './parts.ts';
import { type ConsolePagesOptions, entryId, somebodyOf, typedOf, useOf } from './serving.ts';

/** The token and the setting of a form about one record. */
export const stateOf = <K extends FormKind>(
  { tokens, regimes }: Pick<ConsolePagesOptions, 'tokens' | 'regimes'>,
  asked: Asked,
  kind: K,
  form: Form<RecordOfKind[K]>,
  record: RecordOfKind[K],
  problems: readonly Problem[] = [],
): FormState<K> => {
  const { namespace = '', name } = record.metadata;
  const token = tokens.issue(useOf(kind, form.name, namespace, name), asked.session?.user ?? '');
  const typed = asked.form === undefined ? undefined : typedOf(asked.form);
  return { kind, form, record, regimes: [...regimes()], typed, problems, token };
};

/** Shows a form that was not taken: on the page of its own, or on the page that it belongs to. */
type Show<K extends FormKind> = (asked: Asked, state: FormState<K>) => Promise<Answer> | Answer;

/** The pages by which records of one kind are changed: every form is opened and sent by the same two handlers, as whoever asks. */
export const createForms = <K extends FormKind>(options: ConsolePagesOptions, kind: K, show: Show<K> = formPage) => {
  const { clientOf, tokens, seals, regimes } = options;

  const again = async (
    asked: Asked,
    form: Form<RecordOfKind[K]>,
    namespace: string,
    name: string,
    problems: readonly Problem[],
  ): Promise<Answer> => {
    const { client } = somebodyOf(asked, clientOf);
    const record = await client.get<RecordOfKind[K]>(kinds[kind], { namespace, name });
    return show(asked, stateOf(options, asked, kind, form, record, problems));
  };

  const ask: PageHandler = async (asked, [namespace = '', name = '', which = '']) => {
    const form = formNamed(kind, which);
    return form === undefined ? { kind: 'missing' } : again(asked, form, namespace, name, []);
  };

  const act: PageHandler = async (asked, [namespace = '', name = '', which = '']) => {
    const form = formNamed(kind, which);
    if (form === undefined) return { kind: 'missing' };
    const { session, client } = somebodyOf(asked, clientOf);
    const token = tokens.check(useOf(kind, form.name, namespace, name), session.user, asked.form?.get('token') ?? '');
    if (token.kind !== 'good') return again(asked, form, namespace, name, [{ field: 'main', problem: 'old' }]);
    const typed = typedOf(asked.form);
    const read = (record: RecordOfKind[K]) => readForm(form, settingOf(asked, record, [...regimes()]), typed);
    const stamp = { id: entryId(seals, form.prefix, token.nonce), at: asked.now, by: session.user };
    try {
      const problems = await applyChange(client, { kind, namespace, name }, read, stamp);
      if (problems !== undefined) return again(asked, form, namespace, name, problems);
    } catch (error) {
      return failurePage(asked, error, form.role);
    }
    return { kind: 'redirect', to: `${pathOf(kind, { namespace, name })}?done=1` };
  };

  return { ask, act };
};
