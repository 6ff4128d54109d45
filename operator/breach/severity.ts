import type { IncidentPersonalDataSeverity, IncidentPersonalDataSeverityDpc, IncidentStatusPersonalDataLevel } from '../api/types.gen.ts';

/** What the method flags beside the score, and does not score. */
export interface Flags {
  readonly moreThan100Individuals: boolean;
  readonly unintelligibleData: boolean;
}

/** What came of a rating: a score with its band; what has not been rated yet; or why a rating was refused. */
export type Severity =
  | {
      readonly state: 'Scored';
      /** The score in quarters of a point, a whole number: every rating of the method is a multiple of a quarter. */
      readonly quarters: number;
      readonly level: IncidentStatusPersonalDataLevel;
      readonly flags: Flags;
    }
  | {
      readonly state: 'Incomplete';
      readonly missing: readonly string[];
      /** The band that the score reaches however low the missing ratings turn out. */
      readonly atLeast: IncidentStatusPersonalDataLevel;
    }
  | { readonly state: 'Refused'; readonly message: string };

/** The circumstances that the method flags: how many persons, and whether the data are unintelligible with a key that is safe. */
export interface Circumstances {
  readonly individuals: number | undefined;
  readonly unintelligible: boolean;
}

type Dpc = IncidentPersonalDataSeverityDpc;

/** The score of each category before its context is weighed. */
const base: Readonly<Record<Dpc, number>> = { Simple: 1, Behavioural: 2, Financial: 3, Sensitive: 4 };

/**
 * The score of the data processing context (DPC): each category's own score, adjusted for the context and held within 1 to 4; the
 * highest counts. Credentials are no category: rate the data that they open. Undefined without any category. Source: ENISA 2013.
 */
export const contextScore = (parts: readonly { readonly dpc: Dpc; readonly adjustment: number }[]): number | undefined =>
  parts.length === 0 ? undefined : Math.max(...parts.map((part) => Math.min(4, Math.max(1, base[part.dpc] + part.adjustment))));

/** Ratings are read as text and counted in quarters, so that nothing is ever rounded. */
const quartersOf = (text: string): number | undefined => {
  const match = /^([01])(?:\.(\d{1,2}))?$/.exec(text);
  if (match === null) return undefined;
  const hundredths = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return hundredths % 25 === 0 ? hundredths / 25 : undefined;
};

interface Scale {
  readonly lowest: number;
  readonly highest: number;
  readonly allowed: string;
}

const ease: Scale = { lowest: 1, highest: 4, allowed: '0.25, 0.5, 0.75 or 1' };
const loss: Scale = { lowest: 0, highest: 2, allowed: '0, 0.25 or 0.5' };
const scales = { ease, confidentiality: loss, integrity: loss, availability: loss } as const;
const fields = ['ease', 'confidentiality', 'integrity', 'availability'] as const;

const rate = (text: string, { lowest, highest }: Scale): number | undefined => {
  const quarters = quartersOf(text);
  return quarters === undefined || quarters < lowest || quarters > highest ? undefined : quarters;
};

const refused = (field: string, given: string, allowed: string): Severity => ({
  state: 'Refused',
  message: `severity.${field} is ${JSON.stringify(given.slice(0, 16))}, which the scale does not have; whoever rates it writes ${allowed}`,
});

/** The score of the context: as its parts give it, else as it was stated; undefined while it is not rated. */
const contextOf = ({ contexts = [], dpcScore }: IncidentPersonalDataSeverity): number | undefined => contextScore(contexts) ?? dpcScore;

const offScale = (severity: IncidentPersonalDataSeverity): Severity | undefined => {
  const { dpcScore } = severity;
  if (dpcScore !== undefined && ![1, 2, 3, 4].includes(dpcScore)) return refused('dpcScore', String(dpcScore), '1, 2, 3 or 4');
  const computed = contextScore(severity.contexts ?? []);
  if (computed !== undefined && dpcScore !== undefined && dpcScore !== computed) {
    return refused('dpcScore', String(dpcScore), `${computed}, which its contexts give, or leaves it out`);
  }
  const field = fields.find((name) => severity[name] !== undefined && rate(severity[name], scales[name]) === undefined);
  return field === undefined ? undefined : refused(field, severity[field] ?? '', scales[field].allowed);
};

const levelOf = (quarters: number): IncidentStatusPersonalDataLevel => {
  if (quarters < 8) return 'Low';
  if (quarters < 12) return 'Medium';
  return quarters < 16 ? 'High' : 'VeryHigh';
};

/**
 * The severity of a breach by the method of ENISA (2013), SE = DPC x EI + CB, where CB is the sum of the losses of
 * confidentiality, integrity and availability and of malicious intent. Exact, in quarters of a point. While a rating is
 * missing there is no score, only the band that it reaches at least; one off the scale is refused. The method is older than the GDPR and says nothing of art. 33 and 34:
 * the score is advice.
 */
export const severityOf = (severity: IncidentPersonalDataSeverity, circumstances: Circumstances): Severity => {
  const wrong = offScale(severity);
  if (wrong !== undefined) return wrong;
  const [eased = 0, ...losses] = fields.map((name) => rate(severity[name] ?? '', scales[name]) ?? scales[name].lowest);
  const circumstance = losses.reduce((sum, quarters) => sum + quarters, severity.malicious === true ? 2 : 0);
  const context = contextOf(severity);
  const quarters = (context ?? 1) * eased + circumstance;
  const rated = { ...severity, dpcScore: context };
  const missing = (['dpcScore', ...fields, 'malicious'] as const).filter((name) => rated[name] === undefined);
  if (missing.length > 0) return { state: 'Incomplete', missing, atLeast: levelOf(quarters) };
  return {
    state: 'Scored',
    quarters,
    level: levelOf(quarters),
    flags: {
      moreThan100Individuals: circumstances.individuals !== undefined && circumstances.individuals > 100,
      unintelligibleData: circumstances.unintelligible,
    },
  };
};

/** The score as it is written: 13 quarters are `3.25`. Exact, because quarters have a finite binary form. */
export const scoreText = (quarters: number): string => String(quarters / 4);
