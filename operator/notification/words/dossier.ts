import type { NotificationStage } from '../../api/types.gen.ts';

/** The words of the dossier for an authority, in the order of the sections of the Belgian form. */
export interface DossierWords {
  readonly title: Readonly<Record<NotificationStage, string>>;
  readonly type: Readonly<Record<NotificationStage, string>>;
  readonly typeComplete: string;
  readonly basis: string;
  readonly gapsTitle: (count: number) => string;
  readonly gaps: (parts: string) => string;
  readonly unchanged: (reference: string, sections: string) => string;
  readonly section: Readonly<
    Record<
      | 'notification'
      | 'organisation'
      | 'processing'
      | 'breach'
      | 'timeline'
      | 'protection'
      | 'consequences'
      | 'measures'
      | 'communication'
      | 'crossBorder',
      string
    >
  >;
  readonly term: Readonly<
    Record<
      | 'type'
      | 'basis'
      | 'previous'
      | 'controller'
      | 'authority'
      | 'contact'
      | 'processing'
      | 'dataCategories'
      | 'records'
      | 'subjectCategories'
      | 'subjects'
      | 'vulnerable'
      | 'kinds'
      | 'cause'
      | 'origin'
      | 'human'
      | 'intent'
      | 'description'
      | 'occurred'
      | 'established'
      | 'howEstablished'
      | 'aware'
      | 'delay'
      | 'unintelligible'
      | 'key'
      | 'accessControl'
      | 'remoteWiped'
      | 'backup'
      | 'restored'
      | 'exfiltration'
      | 'logs'
      | 'recipients'
      | 'deletionConfirmed'
      | 'consequences'
      | 'serviceImpact'
      | 'risk'
      | 'measures'
      | 'communication'
      | 'exemption'
      | 'order'
      | 'crossBorder',
      string
    >
  >;
  readonly internal: string;
  readonly external: string;
  readonly human: string;
  readonly technical: string;
  readonly malicious: string;
  readonly accidental: string;
  readonly told: (date: string) => string;
  readonly planned: (date: string) => string;
  readonly notNeeded: string;
  readonly exempt: string;
  readonly ordered: (reference: string, date: string) => string;
}
