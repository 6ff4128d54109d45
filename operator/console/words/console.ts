import type { NotificationStatusPhase } from '../../api/types.gen.ts';

/** What those who handle incidents read: lists, an incident, a decision. */
export interface ConsoleWords {
  readonly inbox: { readonly title: string; readonly intro: string; readonly empty: string; readonly weaknesses: string };
  readonly register: {
    readonly title: string;
    readonly open: string;
    readonly all: string;
    readonly filter: string;
    readonly search: string;
    readonly pages: string;
    readonly previous: string;
    readonly next: string;
    readonly place: (first: number, last: number, total: number) => string;
    readonly empty: string;
  };
  readonly breaches: {
    readonly title: string;
    readonly intro: string;
    readonly empty: string;
    readonly risk: string;
    readonly undecided: string;
    readonly told: string;
    readonly download: string;
  };
  readonly column: Readonly<Record<'incident' | 'phase' | 'severity' | 'reported' | 'next' | 'due' | 'awareness' | 'subjects', string>>;
  readonly section: Readonly<
    Record<
      | 'blocks'
      | 'act'
      | 'report'
      | 'clocks'
      | 'evidence'
      | 'notifications'
      | 'costs'
      | 'review'
      | 'people'
      | 'assessments'
      | 'data'
      | 'timeline'
      | 'more'
      | 'custody'
      | 'findings',
      string
    >
  >;
  readonly term: Readonly<
    Record<
      | 'category'
      | 'department'
      | 'asset'
      | 'tlp'
      | 'verdict'
      | 'reportedBy'
      | 'reportedVia'
      | 'what'
      | 'establishedAt'
      | 'personalData'
      | 'leader'
      | 'team'
      | 'total'
      | 'rootCause'
      | 'recurrence'
      | 'duty'
      | 'state'
      | 'audience'
      | 'item'
      | 'holder'
      | 'verified'
      | 'when'
      | 'who'
      | 'reason'
      | 'note'
      | 'lesson'
      | 'owner'
      | 'advice'
      | 'decision'
      | 'open'
      | 'impact'
      | 'kind'
      | 'amount'
      | 'due'
      | 'from'
      | 'to'
      | 'approval'
      | 'missing',
      string
    >
  >;
  /** How far a notification is. */
  readonly notificationPhase: Readonly<Record<NotificationStatusPhase, string>>;
  readonly nothingBlocks: string;
  readonly whoNext: string;
  readonly unverified: string;
  readonly anonymous: string;
  readonly drill: string;
  readonly none: string;
  readonly estimate: string;
  readonly partly: string;
  readonly document: string;
  readonly onePager: string;
  readonly noReview: string;
  readonly done: string;
  readonly role: Readonly<Record<string, string>>;
  readonly option: Readonly<Record<'Approve' | 'Return', string>>;
}
