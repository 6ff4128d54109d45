/** Who gets a notice of the common form; the letter, the dossier, the management's page and the reporter's have forms of their own. */
export type NoticeAudience = 'Authority' | 'Controller' | 'DPO' | 'CISO' | 'ContactPoint' | 'Staff' | 'ThirdParty' | 'ServiceRecipients';

/** What a notice says to one audience: its title, why they read it, and what is asked of them. */
interface Address {
  readonly title: string;
  readonly opening: (organisation: string) => string;
  readonly ask: string;
}

/** The words of the notices. */
export interface NoticeWords {
  readonly to: Readonly<Record<NoticeAudience, Address>>;
  readonly askTitle: string;
  readonly section: Readonly<Record<'incident' | 'data' | 'consequences' | 'measures' | 'recommendations' | 'contact' | 'cause', string>>;
  readonly term: Readonly<
    Record<
      | 'what'
      | 'category'
      | 'department'
      | 'severity'
      | 'established'
      | 'aware'
      | 'subjects'
      | 'records'
      | 'kinds'
      | 'consequences'
      | 'risk'
      | 'rootCause'
      | 'malicious'
      | 'crossBorder'
      | 'summary',
      string
    >
  >;
  readonly major: string;
}
