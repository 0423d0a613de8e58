/** Questions about this tree that no public source answers, each with both answers. */
export const domainSwitches = {};
