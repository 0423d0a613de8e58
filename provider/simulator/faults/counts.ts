/** How often each fault has struck. */
export interface FaultCounts {
  byName: Record<string, number>;
  /** By `GET /email/exchange`, or `task addSharedAccount`. */
  byRoute: Record<string, Record<string, number>>;
}

export class Tally {
  private readonly struck = new Map<string, Map<string, number>>();

  add(name: string, route: string): void {
    const ofRoute = this.struck.get(route) ?? new Map<string, number>();
    this.struck.set(route, ofRoute.set(name, (ofRoute.get(name) ?? 0) + 1));
  }

  /** A copy. */
  counts(): FaultCounts {
    const byName: Record<string, number> = {};
    for (const ofRoute of this.struck.values()) {
      for (const [name, times] of ofRoute) byName[name] = (byName[name] ?? 0) + times;
    }
    const byRoute = Object.fromEntries([...this.struck].map(([route, names]) => [route, Object.fromEntries(names)]));
    return { byName, byRoute };
  }
}
