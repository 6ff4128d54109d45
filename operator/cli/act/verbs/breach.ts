import { breachCauses } from '../../../api/choices.ts';
import type { Incident } from '../../../api/types.gen.ts';
import { facts } from '../../../fact/catalogue.ts';
import { said as onlySaid } from '../../../fact/change.ts';
import { stop } from '../../answer.ts';
import { fieldsIn, type Said } from '../said.ts';
import { summaries } from '../summaries.ts';
import type { Statement, Verb } from '../verb.ts';
import { oneOf, onIncident, text } from './target.ts';

/** What is known of a breach besides its entries, as the schema names it. */
const fileFields = [
  'counterpart',
  'kinds',
  'cause',
  'malicious',
  'subjects',
  'records',
  'protection',
  'exfiltration',
  'logs',
  'recipients',
  'availability',
  'consequences',
  'measures',
  'severity',
] as const;

const facing = ({ spec }: Incident): boolean => spec.personalData !== undefined;

const saidOfBreach = (said: Said): Readonly<Record<string, unknown>> => ({
  ...fieldsIn(said.text('file'), fileFields),
  ...onlySaid({ kinds: said.list('kinds'), cause: said.text('cause'), consequences: said.text('consequences') }),
});

const stating = (incident: Incident, said: Said): Statement => {
  const known = saidOfBreach(said);
  if (facing(incident)) {
    if (said.has('role') || said.has('aware')) stop('As what the data were processed, and since when it is known, is written once.');
    if (Object.keys(known).length === 0) stop('Nothing was said of the breach: give -f, or one of the other options.');
    const set = Object.fromEntries(Object.entries(known).map(([name, value]) => [`personalData.${name}`, value]));
    return { facts: [], set, told: `has more facts of the breach: ${Object.keys(known).join(', ')}` };
  }
  const personalData = {
    ...onlySaid({
      role: said.text('role'),
      awareAt: said.moment('aware'),
      awareBy: said.text('aware-by'),
      awareBasis: said.text('basis'),
    }),
    ...known,
  };
  return { facts: [], set: { personalDataCheck: 'Found', personalData }, told: 'is a personal-data breach; its clocks run' };
};

/** N1, N3, N4: personal data are concerned, since when that is known, and what is known of it. */
export const breach: Verb = {
  name: 'breach',
  summary: summaries.breach,
  about: `States a personal-data breach, from which its clocks run (art. 33(1)), and adds what becomes known of it later, as fields of
spec.personalData in a file: subjects, records, protection, recipients, consequences, measures, ... (kubectl explain incident.spec.personalData)`,
  usage: ['<name> --role <role> --aware <moment> --basis <text> [options]', '<name> -f <file>'],
  targets: [
    onIncident({
      needs: (incident) => (facing(incident) ? [] : ['role', 'aware', 'aware-by', 'basis', 'kinds', 'cause']),
      states: stating,
    }),
  ],
  options: [
    oneOf('role', 'as what the organisation processed the data', ['Controller', 'Processor'], 'role'),
    { name: 'aware', value: 'moment', moment: true, text: 'when there was reasonable certainty; starts the 72 hours' },
    text('aware-by', 'who became aware', 'user'),
    text('basis', 'on what the certainty rests'),
    {
      name: 'kinds',
      value: 'kinds',
      many: true,
      choices: ['Confidentiality', 'Integrity', 'Availability'],
      text: 'what was lost of the data, with commas',
    },
    oneOf('cause', 'the cause of the breach', breachCauses, 'cause'),
    text('consequences', 'what it may mean for the people concerned'),
    { name: 'file', short: 'f', value: 'file', text: 'more of spec.personalData, as YAML or JSON; - is standard input' },
  ],
};

const subjects = ['Risk', 'Exemption', 'Waiver', 'NoBreach'] as const;
const concerns = ({ spec, metadata }: Incident) =>
  spec.personalData ?? stop(`${metadata.name} is no personal-data breach: kubectl incident breach says so.`);

/** Art. 39(1): the DPO advises, and does not decide. */
export const advise: Verb = {
  name: 'advise',
  summary: summaries.advise,
  about: 'States the advice of the DPO on a personal-data breach; the controller decides (kubectl incident decide).',
  usage: ['<name> --on <subject> --advice <text> [--reasons <text>]'],
  targets: [
    onIncident({
      needs: () => ['on', 'advice'],
      states: (incident, said) => {
        concerns(incident);
        const fields = { on: said.text('on'), advice: said.text('advice'), reasons: said.text('reasons') };
        return { facts: [{ fact: facts.advice, fields }], told: `has an advice on ${said.text('on')}` };
      },
    }),
  ],
  options: [oneOf('on', 'what it is about', subjects, 'subject'), text('advice', 'what is advised'), text('reasons', 'why')],
};

const risks = ['Unlikely', 'Risk', 'High', 'NoBreach'] as const;
const exemptions = ['Unintelligible', 'RiskRemoved', 'DisproportionateEffort'] as const;

/** On which subject an advice has to be there, or may be. */
const subjectOf = (said: Said): string => (said.has('exemption') ? 'Exemption' : said.text('risk') === 'NoBreach' ? 'NoBreach' : 'Risk');

const adviceOn = (incident: Incident, said: Said): string | undefined =>
  said.text('advice') ?? (concerns(incident).advices ?? []).findLast(({ on }) => on === subjectOf(said))?.id;

/** N1, N7, N8: the controller decides, on the DPO's advice where there has to be one. */
export const decide: Verb = {
  name: 'decide',
  summary: summaries.decide,
  about: `States the decision of the controller on a personal-data breach: the risk for the people concerned, or an exemption from telling them
(art. 34(3)). Unlikely, NoBreach and exemptions need the DPO's advice on that very question first; the last one is taken if --advice is left out.`,
  usage: ['<name> --risk <risk> --reasons <text> [options]', '<name> --exemption <ground> --reasons <text> [options]'],
  targets: [
    onIncident({
      needs: (_, said) => (said.has('exemption') ? ['reasons', 'evidence', 'review-at'] : ['risk', 'reasons']),
      states: (incident, said) => {
        const risk = said.text('risk');
        const fields = {
          ...(risk === 'NoBreach' ? { noBreach: true } : { risk }),
          exemption: said.text('exemption'),
          reasons: said.text('reasons'),
          advice: adviceOn(incident, said),
          evidence: said.text('evidence'),
          reviewAt: said.moment('review-at'),
          publicChannel: said.text('public-channel'),
        };
        const told = said.has('exemption') ? `is exempt as ${said.text('exemption')}` : `is decided on: ${risk}`;
        return { facts: [{ fact: facts.decision, fields }], told };
      },
    }),
  ],
  options: [
    oneOf('risk', 'the risk for the people concerned', risks, 'risk'),
    oneOf('exemption', 'why they need not be told', exemptions, 'ground'),
    text('reasons', 'why'),
    text('advice', 'the advice of the DPO on which it rests', 'id'),
    text('evidence', 'what shows that the ground of an exemption is there'),
    { name: 'review-at', value: 'moment', moment: true, text: 'when an exemption is looked at again' },
    text('public-channel', 'where the public is told instead'),
  ],
};
