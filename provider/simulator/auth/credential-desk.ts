import { randomUUID } from "node:crypto";
import type { AccessRule, ApiAccount } from "./seed.js";

/** A program that was registered with OVHcloud. Any customer may let it act for them, by a credential. */
export interface Application {
  applicationId: number;
  applicationKey: string;
  applicationSecret: string;
  /** Who registered it. */
  nichandle: string;
}

/** The right of an application to act for a customer, which a consumer key proves. */
export interface Credential {
  credentialId: number;
  application: Application;
  consumerKey: string;
  /** Undefined until somebody has validated it: nobody has said yet whom it acts for. */
  nichandle: string | undefined;
  /** Null: every call is granted. */
  rules: readonly AccessRule[] | null;
  allowedIPs: string[] | null;
  decision: "pendingValidation" | "validated" | "refused";
  isRevoked: boolean;
  createdAtMs: number;
  /** Null: never. */
  expiresAtMs: number | null;
  usedAtMs: number | null;
}

/** A revoked credential is gone for its owner; the desk keeps it to know its key again. */
export type CredentialStatus = Credential["decision"] | "expired" | "revoked";

/** A credential, for whoever plays the customer. */
export interface CredentialSummary {
  credentialId: number;
  applicationKey: string;
  consumerKey: string;
  nichandle: string | undefined;
  status: CredentialStatus;
  /** Null: every call. */
  rules: AccessRule[] | null;
  createdAtMs: number;
  expiresAtMs: number | null;
  usedAtMs: number | null;
}

/** What an application asks for. */
export type CredentialRequest = Pick<Credential, "rules" | "allowedIPs">;

/** The ranges are apart from each other and from those of the world, so that mixing them up shows. */
const firstApplicationId = 310_001;
const firstCredentialId = 410_000_001;
const dayMs = 24 * 60 * 60 * 1_000;

/**
 * Knows all applications and credentials: those of the seed, and those that were asked for since. As access tokens, the
 * latter do not outlive the process.
 */
export class CredentialDesk {
  private applications: Application[] = [];
  private readonly credentials: Credential[] = [];
  private nextApplicationId = firstApplicationId;
  readonly startedAtMs: number;

  constructor(
    readonly accounts: readonly ApiAccount[],
    private readonly nowMs: () => number,
  ) {
    this.startedAtMs = nowMs();
    for (const account of accounts) {
      for (const one of [account, ...account.credentials]) this.addFromSeed(account, one);
    }
  }

  private addFromSeed(account: ApiAccount, seed: ApiAccount["credentials"][number]): void {
    const { applicationKey = account.applicationKey, applicationSecret = account.applicationSecret } = seed;
    const application =
      this.application(applicationKey) ?? this.register({ ...account, applicationKey, applicationSecret });
    this.add(application, seed.consumerKey, {
      rules: seed.accessRules ?? null,
      nichandle: account.nichandle,
      decision: "validated",
      expiresAtMs: expiryMs(seed, this.startedAtMs),
    });
  }

  private register(application: Omit<Application, "applicationId">): Application {
    const { nichandle, applicationKey, applicationSecret } = application;
    const added = { applicationId: this.nextApplicationId, nichandle, applicationKey, applicationSecret };
    this.nextApplicationId += 1;
    this.applications.push(added);
    return added;
  }

  private add(application: Application, consumerKey: string, fields: Partial<Credential>): Credential {
    const added: Credential = {
      credentialId: firstCredentialId + this.credentials.length,
      application,
      consumerKey,
      nichandle: undefined,
      rules: null,
      allowedIPs: null,
      decision: "pendingValidation",
      isRevoked: false,
      createdAtMs: this.nowMs(),
      expiresAtMs: null,
      usedAtMs: null,
      ...fields,
    };
    this.credentials.push(added);
    return added;
  }

  /** Undefined for a key that was never given, or whose application was deleted. */
  application(applicationKey: string | null): Application | undefined {
    return this.applications.find((one) => one.applicationKey === applicationKey);
  }

  /** Those that a customer has registered. */
  applicationsOf(nichandle: string): Application[] {
    return this.applications.filter((one) => one.nichandle === nichandle);
  }

  /** OVH API schema: "It will revoke all credential belonging to this application". */
  removeApplication(application: Application): void {
    this.applications = this.applications.filter((one) => one !== application);
    for (const one of this.credentials) if (one.application === application) one.isRevoked = true;
  }

  /** A credential that waits for a customer to validate it. */
  request(application: Application, asked: CredentialRequest): Credential {
    return this.add(application, randomKey(), asked);
  }

  /** Whatever its status. */
  credential(application: Application, consumerKey: string | null): Credential | undefined {
    return this.credentials.find((one) => one.application === application && one.consumerKey === consumerKey);
  }

  /** Those that act for a customer, but for revoked ones. */
  credentialsOf(nichandle: string): Credential[] {
    return this.credentials.filter((one) => one.nichandle === nichandle && !one.isRevoked);
  }

  statusOf({ isRevoked, decision, expiresAtMs }: Credential): CredentialStatus {
    if (isRevoked) return "revoked";
    const isOver = expiresAtMs !== null && expiresAtMs <= this.nowMs();
    return decision === "validated" && isOver ? "expired" : decision;
  }

  noteUse(credential: Credential): void {
    credential.usedAtMs = this.nowMs();
  }

  /** All credentials, oldest first. They are copies. */
  list(): CredentialSummary[] {
    return this.credentials.map((one) => ({
      credentialId: one.credentialId,
      applicationKey: one.application.applicationKey,
      consumerKey: one.consumerKey,
      nichandle: one.nichandle,
      status: this.statusOf(one),
      rules: one.rules === null ? null : structuredClone([...one.rules]),
      createdAtMs: one.createdAtMs,
      expiresAtMs: one.expiresAtMs,
      usedAtMs: one.usedAtMs,
    }));
  }

  /** A customer logs in at the validation page and says yes. */
  validate(consumerKey: string, nichandle: string): void {
    if (!this.accounts.some((one) => one.nichandle === nichandle)) throw new Error(`no such apiAccount: ${nichandle}`);
    const pending = this.pending(consumerKey);
    pending.nichandle = nichandle;
    pending.decision = "validated";
  }

  /** A customer says no. */
  refuse(consumerKey: string): void {
    this.pending(consumerKey).decision = "refused";
  }

  revoke(credentialId: number): void {
    this.byId(credentialId).isRevoked = true;
  }

  /** Its time is over from now on. */
  expire(credentialId: number): void {
    this.byId(credentialId).expiresAtMs = this.nowMs();
  }

  private pending(consumerKey: string): Credential {
    const found = this.credentials.find((one) => one.consumerKey === consumerKey);
    if (found !== undefined && this.statusOf(found) === "pendingValidation") return found;
    throw new Error("no credential with this consumer key waits for a validation");
  }

  private byId(credentialId: number): Credential {
    const found = this.credentials.find((one) => one.credentialId === credentialId);
    if (found === undefined) throw new Error(`there is no credential ${credentialId}`);
    return found;
  }
}

function expiryMs({ consumerKeyIsValid, expiresInDays }: ApiAccount["credentials"][number], startMs: number) {
  if (!consumerKeyIsValid) return startMs;
  return expiresInDays === undefined ? null : startMs + expiresInDays * dayMs;
}

/** 32 characters, as the keys in OVHcloud's examples. */
function randomKey(): string {
  return randomUUID().replaceAll("-", "");
}
