/** An order of Exchange accounts. */
export interface OrderRecord {
  orderId: number;
  nichandle: string;
  service: string;
  /** How many accounts it delivers once it is paid. */
  accounts: number;
  paid: boolean;
  delivered: boolean;
}
