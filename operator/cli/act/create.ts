import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { kinds } from '../../api/kinds.ts';
import type { IncidentPolicy, Playbook } from '../../api/types.gen.ts';
import { Refused, type Response, said, stop, understood } from '../answer.ts';
import { type Cluster, clusterOf, clusterUsage } from '../cluster.ts';
import { textIn, valueAt } from '../record.ts';
import type { Terminal } from '../terminal.ts';
import { askedFor } from './asking.ts';
import type { Creation, Making } from './creation.ts';
import { common, optionLines, parseOptions } from './options.ts';
import { dataText, formOf, objectName } from './print.ts';
import { refusalText } from './refusal.ts';
import { clusterValues, type Values } from './run.ts';
import { saidOf } from './said.ts';

export { drilling, reporting } from './creation.ts';

/** Of what every verb understands, that which makes sense where a record begins. */
const shared = common.filter(({ name }) => name === 'dry-run' || name === 'output');

/** The help text of a verb that makes a record. */
export const creationUsage = ({ name, about, usage, options }: Creation): string => `${usage
  .map((line, index) => `${index === 0 ? 'Usage:' : '      '} kubectl incident ${name} ${line}`)
  .join('\n')}

${about}

${[...options, ...shared].map(optionLines).join('\n')}
${clusterUsage}

On a terminal it asks for what is left out. Exit codes: 0 written, 1 refused, 2 not understood, 3 not readable.
`;

/** A name that nobody else has: the day, and eight characters of chance. */
const freshName = (prefix: string, now: string): string =>
  `${prefix}-${now.slice(0, 10).replaceAll('-', '')}-${randomBytes(4).toString('hex')}`;

const ifReadable = async <T>(reading: Promise<T | undefined>): Promise<T | undefined> => reading.catch(() => undefined);

/** Whom to ring at night, for whoever has just reported (E1). Most who report may not read the policy, and see nothing of it. */
const contactOf = async (cluster: Cluster): Promise<string> => {
  const policy = await ifReadable(cluster.get(kinds.IncidentPolicy, undefined, 'default') as Promise<IncidentPolicy | undefined>);
  const contact = policy?.spec.contactPoint;
  if (contact === undefined) return '';
  return `The contact point looks at it: ${[contact.name, contact.phone, contact.email].filter((each) => each !== undefined).join(', ')}.\n`;
};

const created = async (creation: Creation, making: Making, cluster: ReturnType<typeof clusterOf>, judged: boolean) => {
  const { object, told } = creation.makes(making);
  try {
    return { object: await cluster.put({ create: object }, judged), told };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Refused(refusalText(error.message, [], making.namespace));
  }
};

/** Makes a record (`kubectl incident report`, `drill`). Throws a Misunderstood, an Unreadable or a Refused. */
export const runCreation = async (creation: Creation, args: string[], terminal: Terminal): Promise<Response> => {
  const usage = creationUsage(creation);
  const options = [...creation.options, ...shared];
  const { values: parsed, positionals } = understood(usage, () =>
    parseArgs({ args, options: parseOptions(options), allowPositionals: true }),
  );
  const values = parsed as Values;
  if (values['help'] === true) return said(usage);
  if (positionals.length > 0) return stop(`${creation.name} takes no ${positionals[0]}: everything is said by options.\n\n${usage}`);
  const now = Temporal.Now.instant().round({ smallestUnit: 'second', roundingMode: 'floor' }).toString();
  const early = saidOf(options, values, now);
  const form = formOf(early.text('output'));
  const all = await askedFor({ verb: creation.name, options, values, terminal, now, needs: creation.needs });
  const cluster = clusterOf(clusterValues(values));
  const [namespace, user] = await Promise.all([cluster.namespace(), cluster.user()]);
  const wanted = creation.name === 'drill' ? all.text('playbook') : undefined;
  const playbook = wanted === undefined ? undefined : ((await cluster.get(kinds.Playbook, undefined, wanted)) as Playbook | undefined);
  const name = all.text('name') ?? freshName(creation.prefix(all), now);
  const judged = all.has('dry-run');
  const { object, told } = await created(creation, { namespace, name, said: all, now, user, playbook }, cluster, judged);
  if (form === 'name') return said(`${objectName(object)}\n`);
  if (form !== 'text') return said(dataText(object, form));
  const whole = `${textIn(valueAt(object, 'kind')).toLowerCase()}/${name} ${told}${judged ? ' (judged by the server, not written)' : ''}\n`;
  return said(`${whole}${creation.name === 'report' && !judged ? await contactOf(cluster) : ''}`);
};
