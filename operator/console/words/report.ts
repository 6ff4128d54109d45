/** What a reporter reads and answers. */
export interface ReportWords {
  readonly title: string;
  readonly intro: string;
  readonly urgent: (phone: string) => string;
  readonly choose: string;
  readonly kind: Readonly<
    Record<'event' | 'weakness' | 'unsure', { readonly name: string; readonly hint: string; readonly title: string }>
  >;
  readonly takes: string;
  readonly exploit: { readonly title: string; readonly text: string; readonly agree: string };
  readonly who: {
    readonly legend: string;
    readonly verified: (name: string) => string;
    readonly anonymous: string;
    readonly name: string;
    readonly nameHint: string;
    readonly unverified: string;
    readonly signIn: string;
    readonly notAllowed: string;
  };
  readonly what: { readonly label: string; readonly hint: string };
  readonly weakness: { readonly label: string; readonly hint: string };
  readonly when: { readonly label: string; readonly hint: (zone: string) => string };
  readonly check: {
    readonly label: string;
    readonly hint: string;
    readonly Found: string;
    readonly NotFound: string;
    readonly Unknown: string;
  };
  readonly more: string;
  readonly unknown: string;
  readonly question: Readonly<
    Record<
      'establishedBy' | 'occurredAt' | 'cause' | 'howEstablished' | 'affected' | 'impact',
      { readonly label: string; readonly hint: string }
    >
  >;
  readonly send: string;
  readonly problems: string;
  readonly problem: Readonly<
    Record<'missing' | 'long' | 'time' | 'future' | 'order' | 'choice' | 'both' | 'agree' | 'anonymous' | 'lines' | 'old', string>
  >;
  /** Titles of the record, which are shown widely and therefore say nothing of the content (S6). */
  readonly recordTitle: Readonly<Record<'event' | 'weakness' | 'unsure', string>>;
  readonly receipt: {
    readonly received: string;
    readonly statusTitle: string;
    readonly reference: string;
    readonly receivedAt: string;
    readonly who: string;
    readonly by: string;
    readonly noTime: string;
    readonly state: string;
    readonly states: Readonly<Record<'received' | 'looking' | 'done', string>>;
    readonly keep: string;
    readonly link: string;
    readonly urgentTitle: string;
    readonly call: (phone: string) => string;
    readonly mail: (address: string) => string;
    readonly another: string;
    readonly unnamed: string;
  };
}
