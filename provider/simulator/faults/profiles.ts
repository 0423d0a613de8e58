import type { FaultRates, TaskFaultRates } from "./schedule.js";

/** Rates by name, for schedules. The figures are ours: nobody has published how often OVHcloud's API fails. */
export const profiles = {
  /** A bad day: what a client must go through without anybody noticing. */
  rough: {
    rates: {
      tooManyRequests: 0.01,
      tooManyRequestsRetryAfter: 0.01,
      requestTimeoutPage: 0.005,
      badGatewayPage: 0.01,
      serviceUnavailablePage: 0.005,
      resetBeforeCommit: 0.01,
      resetAfterCommit: 0.005,
      delay: 0.03,
      staleList: 0.05,
      busy: 0.01,
    },
    taskRates: { taskSlow: 0.1, taskHidden: 0.03, taskError: 0.005 },
  },
  /** Everything at once, far beyond any bad day. */
  hostile: {
    rates: {
      tooManyRequests: 0.02,
      tooManyRequestsRetryAfter: 0.02,
      requestTimeoutPage: 0.02,
      badGatewayPage: 0.02,
      serviceUnavailablePage: 0.02,
      gatewayTimeoutAfterCommit: 0.02,
      errorAfterCommit: 0.02,
      resetBeforeCommit: 0.02,
      resetAfterCommit: 0.03,
      cutBody: 0.02,
      stall: 0.005,
      stallAfterCommit: 0.005,
      delay: 0.05,
      busy: 0.03,
      duplicate: 0.02,
      staleList: 0.1,
      clockSkew: 0.005,
      expiredToken: 0.005,
      revokedCredential: 0.002,
      colleague: 0.02,
    },
    taskRates: {
      taskError: 0.05,
      taskCancelled: 0.02,
      taskSlow: 0.15,
      taskHidden: 0.1,
      taskLost: 0.01,
      taskLostDone: 0.02,
    },
  },
} as const satisfies Record<string, { rates: FaultRates; taskRates: TaskFaultRates }>;

export type ProfileName = keyof typeof profiles;
