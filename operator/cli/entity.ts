/** What the organisation is supposed to be; what is left out is filled in by the regime that is asked for. */
export interface Entity {
  readonly nis2?: string;
  readonly dora?: string;
  readonly trustServices?: boolean;
  readonly role?: string;
}

/** The kinds of organisation by the word for them; several words may be given together. */
const words: Readonly<Record<string, Entity>> = {
  essential: { nis2: 'Essential' },
  important: { nis2: 'Important' },
  trustserviceprovider: { nis2: 'Essential', trustServices: true },
  creditinstitution: { dora: 'CreditInstitution' },
  centralcounterparty: { dora: 'CentralCounterparty' },
  ccp: { dora: 'CentralCounterparty' },
  tradingvenue: { dora: 'TradingVenue' },
  otherfinancialentity: { dora: 'OtherFinancialEntity' },
  other: { dora: 'OtherFinancialEntity' },
  controller: { role: 'Controller' },
  processor: { role: 'Processor' },
};

/** The words as a person types them. */
export const entityWords =
  'essential, important, trust-service-provider, credit-institution, central-counterparty, trading-venue, other, controller, processor';

const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s_-]|^(nis2|dora|role)=/g, '');

/**
 * Reads `--entity`: words separated by commas, each alone or after the law that it belongs to (`dora=CreditInstitution`). A
 * string in return says which word is unknown and which there are.
 */
export const parseEntity = (text: string): Entity | string => {
  let entity: Entity = {};
  for (const word of text.split(',').filter((part) => part.trim() !== '')) {
    const known = words[plain(word.trim())];
    if (known === undefined)
      return `${JSON.stringify(word.trim())} is no kind of entity that a regime knows: write one or several of ${entityWords}.`;
    entity = { ...entity, ...known };
  }
  return entity;
};
