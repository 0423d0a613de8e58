// What the simulator bench asks for: 70 % reads of what is there, 20 % of tasks, 10 % writes, in a fixed order of chance.
import { ACCOUNTS, accountAddress, grantWithoutSendAs, SERVICE, SHARED, sharedAddress } from "./simulator-world.mjs";

const BASE = `/email/exchange/${SERVICE}/service/${SERVICE}`;
const READS = 0.7;
const TASK_READS = 0.2;

/** @typedef {{ method: string, path: string, body?: object }} Call */

/** The same numbers in each run. @param {number} seed */
function numbers(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export class Calls {
  #draw = numbers(1);
  #writes = 0;
  #grants = 0;
  /** The newest task that an answer named. */
  #task = 0;
  /** Rights that were given and are to be taken away again, by path. @type {string[]} */
  #given = [];

  /** @param {(address: string) => number} idOf */
  constructor(idOf) {
    this.idOf = idOf;
  }

  /** @returns {Call} */
  next() {
    const part = this.#draw(1_000) / 1_000;
    if (part < READS) return { method: "GET", path: BASE + this.#read() };
    if (part < READS + TASK_READS) return { method: "GET", path: BASE + this.#readTask() };
    return this.#write();
  }

  /** @param {Call} call @param {unknown} answer what it was answered with */
  learn({ method, path, body }, answer) {
    if (typeof answer !== "object" || answer === null || !("todoDate" in answer && "id" in answer)) return;
    this.#task = Number(answer.id);
    if (method === "POST" && body && "allowAccountId" in body) this.#given.push(`${path}/${body.allowAccountId}`);
  }

  #account() {
    return accountAddress(this.#draw(ACCOUNTS));
  }

  #read() {
    const kinds = [
      () => `/account/${this.#account()}`,
      () => "/account",
      () => `/sharedAccount/${sharedAddress(this.#draw(SHARED))}/fullAccess`,
    ];
    return kinds[this.#draw(kinds.length)]?.() ?? "";
  }

  #readTask() {
    if (this.#task === 0 || this.#draw(2) === 0) return `/account/${this.#account()}/tasks`;
    return `/task/${this.#task}`;
  }

  /** @returns {Call} */
  #write() {
    this.#writes += 1;
    if (this.#writes % 2 === 0) {
      return { method: "PUT", path: `${BASE}/account/${this.#account()}`, body: { displayName: `N ${this.#writes}` } };
    }
    const given = this.#given.shift();
    if (given !== undefined) return { method: "DELETE", path: given };
    const { on, to } = grantWithoutSendAs(this.#grants++);
    const allowAccountId = this.idOf(to);
    return { method: "POST", path: `${BASE}/sharedAccount/${on}/sendOnBehalfTo`, body: { allowAccountId } };
  }
}
