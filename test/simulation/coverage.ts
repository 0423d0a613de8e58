/** Which faults struck which operations, how often. */

export type Counts = Record<string, Record<string, number>>;

export class Coverage {
  readonly counts: Counts = {};

  add(fault: string, verb: string, times = 1): void {
    const ofFault = this.counts[fault] ?? {};
    ofFault[verb] = (ofFault[verb] ?? 0) + times;
    this.counts[fault] = ofFault;
  }
}

export function addCounts(total: Counts, more: Counts): void {
  for (const [fault, verbs] of Object.entries(more)) {
    const ofFault = total[fault] ?? {};
    for (const [verb, times] of Object.entries(verbs)) ofFault[verb] = (ofFault[verb] ?? 0) + times;
    total[fault] = ofFault;
  }
}
