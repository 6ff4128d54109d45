/** What those who handle incidents read: lists, an incident, a decision. */
export interface ConsoleWords {
  readonly inbox: { readonly title: string; readonly intro: string; readonly empty: string; readonly weaknesses: string };
  readonly register: {
    readonly title: string;
    readonly open: string;
    readonly all: string;
    readonly filter: string;
    readonly more: string;
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
      | 'timeline',
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
      | 'due',
      string
    >
  >;
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
  readonly action: Readonly<
    Record<
      | 'accept'
      | 'decline'
      | 'merge'
      | 'confirm'
      | 'breach'
      | 'appoint'
      | 'advise'
      | 'decide'
      | 'milestone'
      | 'record'
      | 'approve'
      | 'approveText'
      | 'close',
      { readonly title: string; readonly send: string }
    >
  >;
  readonly field: Readonly<
    Record<
      | 'title'
      | 'category'
      | 'department'
      | 'reasons'
      | 'refer'
      | 'verdict'
      | 'duplicateOf'
      | 'leader'
      | 'reason'
      | 'on'
      | 'advice'
      | 'risk'
      | 'ofAdvice'
      | 'reached'
      | 'kind'
      | 'what'
      | 'why'
      | 'role'
      | 'awareAt'
      | 'basis'
      | 'kinds'
      | 'cause'
      | 'consequences'
      | 'comment'
      | 'summary'
      | 'decision'
      | 'language',
      string
    >
  >;
  readonly hint: {
    readonly awareAt: string;
    readonly title: string;
    readonly comment: string;
    readonly duplicateOf: string;
    readonly leader: string;
    readonly rating: string;
  };
  readonly option: Readonly<
    Record<
      | 'Controller'
      | 'Processor'
      | 'nobody'
      | 'choose'
      | 'Approve'
      | 'Return'
      | 'Unlikely'
      | 'Risk'
      | 'High'
      | 'NoBreach'
      | 'Exemption'
      | 'Waiver'
      | 'Contain'
      | 'Eradicate'
      | 'Mitigate'
      | 'Restart'
      | 'Recover'
      | 'ReduceRisk'
      | 'Investigate'
      | 'Communicate'
      | 'Other',
      string
    >
  >;
  readonly problem: {
    readonly moment: string;
    readonly title: string;
    readonly missing: string;
    readonly choice: string;
    readonly long: string;
    readonly old: string;
    readonly name: string;
  };
}
