import { renderHtml } from '../../document/html.ts';
import { reportDocument } from '../../report/document.ts';
import { figuresOf } from '../../report/figures.ts';
import { parsePeriod } from '../../report/period.ts';
import type { Asked, Page, PageHandler } from '../asked.ts';
import { zoneOf } from '../asked.ts';
import { selectField } from '../fields.ts';
import { html } from '../html.ts';
import { figureSourceOf } from '../register.ts';
import { type ConsolePagesOptions, documentAnswer, somebodyOf } from './serving.ts';

/** So many quarters back are offered; any other period is what `kubectl incident report` is for. */
const quartersBack = 8;

/** The periods that are offered, the present one first: quarters, then the years that they lie in. */
export const periodsBefore = (
  now: string,
  zone: string,
): readonly { readonly name: string; readonly year: number; readonly quarter?: number }[] => {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  const present = today.year * 4 + Math.floor((today.month - 1) / 3);
  const quarters = Array.from({ length: quartersBack }, (_, back) => {
    const [year, quarter] = [Math.floor((present - back) / 4), ((present - back) % 4) + 1];
    return { name: `${year}-Q${quarter}`, year, quarter };
  });
  const years = [...new Set(quarters.map(({ year }) => year))].map((year) => ({ name: String(year), year }));
  return [...quarters, ...years];
};

/** Which period somebody wants figures of (L1). */
export const statisticsPage = (asked: Asked): Page => {
  const { statistics: words } = asked.words;
  const options = periodsBefore(asked.now, zoneOf(asked)).map(({ name, year, quarter }) => ({
    value: name,
    text: quarter === undefined ? words.year(year) : words.quarter(year, quarter),
  }));
  const main = html`<h1>${words.title}</h1><p>${words.intro}</p>
<form class="stack" method="get" action="/statistics.html">${selectField({ name: 'period', label: words.period }, options)}
<div class="buttons"><button>${words.show}</button></div></form>`;
  return { kind: 'page', status: 200, title: words.title, main, narrow: true };
};

/** The pages with figures. */
export const createStatisticsPages = ({ namespaces, clientOf }: ConsolePagesOptions) => {
  const choose: PageHandler = async (asked) => statisticsPage(asked);
  const show: PageHandler = async (asked) => {
    const { policy, now, language } = asked;
    const read = parsePeriod(asked.query.get('period') ?? '', zoneOf(asked));
    if (!read.ok || policy === undefined) return statisticsPage(asked);
    const { client } = somebodyOf(asked, clientOf);
    const sources = await Promise.all(namespaces.map((namespace) => figureSourceOf(client, namespace)));
    const register = {
      incidents: sources.flatMap(({ incidents }) => incidents),
      notifications: sources.flatMap(({ notifications }) => notifications),
      weaknesses: sources.flatMap(({ weaknesses }) => weaknesses),
    };
    const [only] = namespaces;
    const { organisation, version, approvedBy } = policy.spec;
    const origin = {
      organisation,
      scope: namespaces.length === 1 && only !== undefined ? ({ kind: 'Namespace', name: only } as const) : ({ kind: 'All' } as const),
      policy: { version: version ?? null, approved: approvedBy !== undefined },
    };
    return {
      kind: 'document',
      ...documentAnswer(renderHtml(reportDocument(figuresOf(register, policy, read.period, now), origin, language))),
    };
  };
  return { choose, show };
};
