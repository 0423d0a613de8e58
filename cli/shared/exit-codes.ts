/** The same for every command; what 3 means is said by each. */
export const exitCodes = { fine: 0, failure: 1, wrongUse: 2, differences: 3 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
