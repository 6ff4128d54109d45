/** The spec of a Lease (coordination.k8s.io/v1), as far as it is used. */
export interface LeaseSpec {
  readonly holderIdentity?: string;
  readonly leaseDurationSeconds?: number;
  readonly acquireTime?: string;
  readonly renewTime?: string;
  readonly leaseTransitions?: number;
}

/** How the Lease is held; all in milliseconds. The defaults are those of Kubernetes' own controllers. */
export interface LeaseTimes {
  /** How long others must see no renewal before they may take over. */
  readonly duration: number;
  /** How long the holder may write after the last renewal that it began successfully; less than `duration` by a safe margin. */
  readonly deadline: number;
  /** How long to wait between attempts. */
  readonly retry: number;
}

export const defaultLeaseTimes: LeaseTimes = { duration: 15_000, deadline: 10_000, retry: 2000 };

/** What was last seen of the Lease, and when that was on our own monotonic clock: the times written in it are another machine's. */
export interface Sighting {
  readonly holder: string;
  readonly renewTime: string;
  readonly duration: number;
  readonly at: number;
}

/** What a look at the Lease tells: nobody may be displaced who was seen to renew within the duration that they asked for. */
export const sightingAfter = (before: Sighting | undefined, spec: LeaseSpec, fallback: number, at: number): Sighting => {
  const holder = spec.holderIdentity ?? '';
  const renewTime = spec.renewTime ?? '';
  if (before !== undefined && before.holder === holder && before.renewTime === renewTime) return before;
  const seconds = spec.leaseDurationSeconds;
  return { holder, renewTime, duration: seconds === undefined ? fallback : seconds * 1000, at };
};

/** Whether the Lease may be taken: it is free, ours, or was not renewed for as long as its holder promised to. */
export const mayTake = (sighting: Sighting, identity: string, now: number): boolean =>
  sighting.holder === '' || sighting.holder === identity || now - sighting.at >= sighting.duration;

// The API server takes exactly six decimals in such a time.
const microTime = (wall: number): string => Temporal.Instant.fromEpochMilliseconds(wall).toString({ fractionalSecondDigits: 6 });

/** The spec with which we hold the Lease from now on; `wall` is the time of day (milliseconds), for people who look at it. */
export const heldSpec = (before: LeaseSpec, identity: string, times: LeaseTimes, wall: number): LeaseSpec => {
  const continues = before.holderIdentity === identity;
  const now = microTime(wall);
  return {
    holderIdentity: identity,
    leaseDurationSeconds: Math.max(1, Math.round(times.duration / 1000)),
    acquireTime: continues ? (before.acquireTime ?? now) : now,
    renewTime: now,
    leaseTransitions: (before.leaseTransitions ?? 0) + (continues || before.holderIdentity === undefined ? 0 : 1),
  };
};

/** The spec with which we give the Lease back, so that another need not wait for it to expire. */
export const releasedSpec = (before: LeaseSpec, wall: number): LeaseSpec => ({
  holderIdentity: '',
  leaseDurationSeconds: 1,
  acquireTime: before.acquireTime ?? microTime(wall),
  renewTime: microTime(wall),
  leaseTransitions: before.leaseTransitions ?? 0,
});
