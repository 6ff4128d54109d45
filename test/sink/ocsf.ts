// What the Open Cybersecurity Schema Framework, 1.5.0, asks of an Incident Finding (class 2005) with the profile `incident`.
import { Ajv } from 'ajv';

const integer = { type: 'integer' } as const;
const text = { type: 'string', minLength: 1 } as const;
const time = { type: 'integer', minimum: 0 } as const;
const oneOf = (...values: readonly number[]) => ({ enum: values });

const product = {
  type: 'object',
  required: ['vendor_name'],
  additionalProperties: false,
  properties: { name: text, vendor_name: text, uid: text, version: text },
};

const findingInfo = {
  type: 'object',
  required: ['uid'],
  additionalProperties: false,
  properties: {
    uid: text,
    title: text,
    desc: text,
    created_time: time,
    modified_time: time,
    types: { type: 'array', items: text },
    data_sources: { type: 'array', items: text },
    product,
  },
};

const metadata = {
  type: 'object',
  required: ['product', 'version'],
  additionalProperties: false,
  properties: {
    product,
    version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
    profiles: { type: 'array', items: text, contains: { const: 'incident' } },
    uid: text,
    correlation_uid: text,
    sequence: integer,
    event_code: text,
    original_time: text,
  },
};

const schema = {
  type: 'object',
  required: ['activity_id', 'category_uid', 'class_uid', 'finding_info_list', 'metadata', 'severity_id', 'status_id', 'time', 'type_uid'],
  anyOf: [{ required: ['assignee'] }, { required: ['assignee_group'] }],
  additionalProperties: false,
  properties: {
    activity_id: oneOf(0, 1, 2, 3, 99),
    activity_name: text,
    assignee: { type: 'object' },
    assignee_group: { type: 'object', properties: { name: text, uid: text }, minProperties: 1, additionalProperties: false },
    category_name: { const: 'Findings' },
    category_uid: { const: 2 },
    class_name: { const: 'Incident Finding' },
    class_uid: { const: 2005 },
    finding_info_list: { type: 'array', minItems: 1, items: findingInfo },
    is_suspected_breach: { type: 'boolean' },
    message: text,
    metadata,
    severity: text,
    severity_id: oneOf(0, 1, 2, 3, 4, 5, 6, 99),
    status: text,
    status_id: oneOf(0, 1, 2, 3, 4, 5, 99),
    time,
    type_name: text,
    type_uid: oneOf(200_500, 200_501, 200_502, 200_503, 200_599),
    unmapped: { type: 'object' },
    verdict: text,
    verdict_id: oneOf(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99),
  },
};

const check = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(schema);

/** What is wrong with a finding, in sentences; a `type_uid` has to be that of its class and activity. */
export const ocsfProblems = (finding: {
  readonly class_uid: number;
  readonly activity_id: number;
  readonly type_uid: number;
}): readonly string[] => {
  const problems = check(finding) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  const { class_uid, activity_id, type_uid } = finding;
  return type_uid === class_uid * 100 + activity_id ? problems : [...problems, 'type_uid is not that of the class and the activity'];
};
