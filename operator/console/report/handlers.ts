import type { ReportingRegime } from '../../api/types.gen.ts';
import type { Client } from '../../kube/client.ts';
import { type Answer, type Asked, type Page, type PageHandler, zoneOf } from '../asked.ts';
import type { FormTokens } from '../form-token.ts';
import type { Rate } from '../rate.ts';
import { isPassing, retryAfter } from '../refusals.ts';
import type { Seals } from '../seal.ts';
import { draftOf, nameOfReport } from './draft.ts';
import { type FieldProblem, type Report, readForm, reportKinds, type Typed, typedIn } from './form.ts';
import { anonymousAllowed, choicePage, formPage, type Trouble } from './page.ts';
import { lookedAtBy, receiptPage, referenceIn, referenceText } from './receipt.ts';
import type { ReportStore } from './store.ts';

/** What the pages for reporters need. */
export interface ReportOptions {
  readonly store: ReportStore;
  readonly seals: Seals;
  readonly tokens: FormTokens;
  readonly rate: Rate;
  /** Where reports go. */
  readonly namespace: string;
  /** The origin by which browsers reach the console. */
  readonly origin: string;
  readonly signIn: boolean;
  /** A client that acts as somebody who is signed in. */
  readonly clientOf: (token: string) => Client;
  readonly regimes: () => Iterable<ReportingRegime>;
}

/** What one form is for; its tokens are good for nothing else. */
const use = 'report';

const personOf = ({ session }: Asked): string => session?.user ?? '';

/** The pages for reporters: what to report, how, and where it stands. */
export const createReportPages = (options: ReportOptions) => {
  const { store, seals, tokens, signIn } = options;

  const form = (asked: Asked, typed: Typed, problems: readonly FieldProblem[]): Page =>
    formPage(asked, { typed, problems, signIn, token: tokens.issue(use, personOf(asked)) });

  const keep = async (asked: Asked, report: Report, nonce: string) => {
    const named = asked.session !== undefined && !report.anonymous ? asked.session : undefined;
    const name = nameOfReport(report.kind, seals.digest('report', nonce));
    const receipt = { namespace: options.namespace, name, user: named?.user, at: asked.now };
    const draft = draftOf(report, asked.words.report, receipt);
    // Whoever stays unnamed is not named by the audit log of the API server either.
    const reference = await store.store(draft, named && options.clientOf(named.token));
    return { kind: 'redirect', to: `/report/${seals.seal('report', referenceText(reference))}?sent=1` } as const;
  };

  /** The form as it was sent, with its own token: what may have been stored after all is then not stored twice. */
  const again = (asked: Asked, typed: Typed, trouble: Trouble): Page =>
    formPage(asked, { typed, problems: [], signIn, token: asked.form?.get('token') ?? '', trouble });

  const storeOrShow = async (asked: Asked, typed: Typed, report: Report, nonce: string): Promise<Answer> => {
    try {
      return await keep(asked, report, nonce);
    } catch (error) {
      if (!isPassing(error)) throw error;
      return again(asked, typed, { status: 503, ...asked.words.shell.unavailable, retryAfter: retryAfter(error) });
    }
  };

  const send: PageHandler = async (asked) => {
    const typed = typedIn(asked.form ?? new URLSearchParams());
    const wait = options.rate(asked.sender);
    if (wait !== undefined) {
      const { title, text } = asked.words.shell.tooMuch;
      return again(asked, typed, { status: 429, title, text: text(wait), retryAfter: wait });
    }
    const token = tokens.check(use, personOf(asked), asked.form?.get('token') ?? '');
    const around = {
      zone: zoneOf(asked),
      now: asked.now,
      signedIn: asked.session !== undefined,
      anonymousAllowed: anonymousAllowed(asked),
    };
    const read = readForm(typed, around);
    if (token.kind !== 'good') return form(asked, typed, [{ field: 'what', problem: 'old' }]);
    return read.ok ? storeOrShow(asked, typed, read.report, token.nonce) : form(asked, typed, read.problems);
  };

  const open: PageHandler = async (asked) => {
    const kind = asked.query.get('kind');
    return reportKinds.some((each) => each === kind)
      ? form(asked, typedIn(new URLSearchParams({ kind: kind ?? '' })), [])
      : choicePage(asked);
  };

  const status: PageHandler = async (asked, [sealed = '']) => {
    const reference = referenceIn(seals.open('report', sealed));
    const record = reference && (await store.find(reference));
    if (record === undefined) return { kind: 'missing' };
    const link = `${options.origin}/report/${sealed}`;
    return receiptPage(asked, { record, by: lookedAtBy(record, options.regimes()), link, isNew: asked.query.get('sent') === '1' });
  };

  return { open, send, status };
};
