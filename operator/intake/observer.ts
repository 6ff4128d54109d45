/** What became of an alert or a report, as a metric label. */
export type AlertOutcome = 'created' | 'counted' | 'resolved' | 'pending' | 'ignored';

/** How a request ended, as a metric label: a class of answers, and the two that ask to come again. */
export type RequestResult = '2xx' | '4xx' | '429' | '503' | '5xx';

/** Where the intake reports what it does. Nothing passed here comes out of a request (S6). */
export interface IntakeObserver {
  answered(result: RequestResult): void;
  alerts(outcome: AlertOutcome, count: number): void;
}

/** The label for a status. */
export const resultOf = (status: number): RequestResult => {
  if (status < 400) return '2xx';
  if (status === 429 || status === 503) return `${status}`;
  return status < 500 ? '4xx' : '5xx';
};
