// node test/bench/peers/adapt.ts FROM TO: copies operators that were written for a small incident of their own, in Go on controller-runtime and in
// Rust on kube-rs, and lets them work on Meldpunt's Incident instead, so that a comparison has one definition and one set of admission policies.
// FROM holds go-controller-runtime/ and rust-kube/; in TO they are built as go-cr and rust-target/release/incident-kube-rs.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { group, version } from '../../../operator/api/kinds.ts';

/** What stands there, and what is to stand there instead. */
type Replacement = readonly [from: string, to: string];

/**
 * What an operator told by its phase is told by a phase that Meldpunt's status knows, and its deadline, which runs from when the report was
 * established, by `nextDeadline`. Records count as answered
 * by their generation alone: in a register that another operator filled, it is all that both say.
 */
const phases: readonly Replacement[] = [
  ['"Overdue"', '"Reviewing"'],
  ['"Contained"', '"Containing"'],
  ['"Open"', '"Reported"'],
];

const go: readonly Replacement[] = [
  ['Group: "bench.example", Version: "v1"', `Group: "${group}", Version: "${version}"`],
  ['json:"deadline,omitempty"', 'json:"nextDeadline,omitempty"'],
  ['inc.Status.Phase != phase || inc.Status.ObservedGeneration', 'inc.Status.ObservedGeneration'],
  [
    ' || inc.Status.Deadline == nil || !inc.Status.Deadline.Equal(&deadline)',
    ' || (phase != inc.Status.Phase && !now.Before(deadline.Time))',
  ],
  ['AwareAt      metav1.Time  `json:"awareAt"`', 'Report       Report       `json:"report"`'],
  ['type IncidentSpec struct {', 'type Report struct {\n\tEstablishedAt metav1.Time `json:"establishedAt"`\n}\ntype IncidentSpec struct {'],
  ['inc.Spec.AwareAt', 'inc.Spec.Report.EstablishedAt'],
  ...phases,
];

const rust: readonly Replacement[] = [
  ['group = "bench.example", version = "v1"', `group = "${group}", version = "${version}"`],
  ['pub severity: String', 'pub severity: Option<String>'],
  ['pub aware_at: String', 'pub report: Report'],
  [
    '#[derive(CustomResource',
    '#[derive(Serialize, Deserialize, Clone, Debug, JsonSchema)]\n#[serde(rename_all = "camelCase")]\npub struct Report {\n    pub established_at: String,\n}\n\n#[derive(CustomResource',
  ],
  ['inc.spec.aware_at', 'inc.spec.report.established_at'],
  ['"deadline": dl', '"nextDeadline": dl'],
  [
    'st.phase.as_deref() != Some(phase) || st.observed_generation != inc.metadata.generation || st.deadline.as_deref() != Some(dl.as_str())',
    'st.observed_generation != inc.metadata.generation || (st.phase.as_deref() != Some(phase) && now >= deadline)',
  ],
  ...phases,
];

const adapted = (text: string, replacements: readonly Replacement[]): string =>
  replacements.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`The operator was changed since: it no longer says ${from}`);
    return before.replaceAll(from, to);
  }, text);

const adapt = (from: string, to: string, source: string, replacements: readonly Replacement[]): void => {
  cpSync(from, to, { recursive: true });
  writeFileSync(join(to, source), adapted(readFileSync(join(from, source), 'utf8'), replacements));
};

const [from, to] = process.argv.slice(2);
if (from === undefined || to === undefined) throw new Error('node test/bench/peers/adapt.ts FROM TO');
const target = resolve(to);
mkdirSync(target, { recursive: true });
adapt(join(from, 'go-controller-runtime'), join(target, 'go-controller-runtime'), 'main.go', go);
adapt(join(from, 'rust-kube'), join(target, 'rust-kube'), 'src/main.rs', rust);
const build = (command: string, args: readonly string[], folder: string, environment: NodeJS.ProcessEnv = {}): void => {
  execFileSync(command, args, { cwd: join(target, folder), env: { ...process.env, ...environment }, stdio: 'inherit' });
};
build('go', ['build', '-o', join(target, 'go-cr'), '.'], 'go-controller-runtime');
build('cargo', ['build', '--release'], 'rust-kube', { CARGO_TARGET_DIR: join(target, 'rust-target') });
console.log(`Built ${join(target, 'go-cr')} and ${join(target, 'rust-target/release/incident-kube-rs')}.`);
