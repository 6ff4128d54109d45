import { apiVersion } from '../../../operator/api/kinds.ts';

/** A law by which every incident has two told: one of the house by mail, and, with approval, one outside by a call. */
export const lawOfFlow = {
  apiVersion,
  kind: 'ReportingRegime',
  metadata: { name: 'faults' },
  spec: {
    title: 'A law for days on which things break',
    duties: [
      { name: 'tell-ciso', audience: 'CISO' },
      { name: 'tell-outside', audience: 'ThirdParty', needsApproval: true },
    ].map((duty) => ({ ...duty, when: 'has(incident.asset)', from: 'awareAt', within: 'PT72H', counting: 'AsWritten' })),
  },
};
