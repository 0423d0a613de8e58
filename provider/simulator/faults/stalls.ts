import { ConnectionReset } from "../connection-reset.js";

/** The calls that are never answered. */
export class Stalls {
  private readonly ends = new Set<() => void>();
  private isClosed = false;

  /** Rejects when the caller goes away or the simulator is closed; holds nothing afterwards. */
  wait(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      const end = () => {
        signal.removeEventListener("abort", end);
        this.ends.delete(end);
        reject(new ConnectionReset());
      };
      signal.addEventListener("abort", end);
      this.ends.add(end);
      if (signal.aborted || this.isClosed) end();
    });
  }

  /** How many there are. */
  get count(): number {
    return this.ends.size;
  }

  close(): void {
    this.isClosed = true;
    for (const end of [...this.ends]) end();
  }
}
