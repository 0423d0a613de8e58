/** Asks OVHcloud for a consumer key with certain rights. It can do nothing until somebody validates it. */

import { z } from "zod";
import { errorFrom, isSuccess } from "../../provider/ovh/answer.js";
import { resolveEndpoint } from "../../provider/ovh/endpoint.js";
import { createHttpsTransport } from "../../provider/ovh/https-transport.js";
import { encodeBody } from "../../provider/ovh/json-body.js";
import { TransportError } from "../../provider/ovh/transport.js";
import { readConfFiles } from "../../provider/ovh-conf.js";
import type { ConfigReader } from "../../provider/settings.js";
import { messageOf } from "../../provider/values.js";
import type { Context } from "../shared/context.js";
import { ExpectedError } from "../shared/errors.js";
import type { AccessRule } from "./access-rules.js";
import type { DoctorTexts } from "./texts.js";

const TIMEOUT_MS = 60_000;
const DEFAULT_ENDPOINT = "ovh-eu";

/** `auth.ApiCredentialRequest` */
const answer = z.object({ consumerKey: z.string(), validationUrl: z.string() });

export interface KeyAsked {
  readonly consumerKey: string;
  readonly validationUrl: string;
}

/** Takes an application key alone: there is no consumer key yet to sign with. */
export async function requestKey(
  context: Context,
  config: ConfigReader,
  rules: readonly AccessRule[],
  t: DoctorTexts,
): Promise<KeyAsked> {
  const { endpoint, applicationKey } = applicationOf(context, config);
  if (applicationKey === undefined) throw new ExpectedError(t.noApplication);
  const transport = context.transport ?? createHttpsTransport({ proxyEnvironment: context.environment });
  const url = `${endpoint}/auth/credential`;
  const headers = {
    accept: "application/json",
    "content-type": "application/json",
    "x-ovh-application": applicationKey,
  };
  const body = encodeBody({ accessRules: rules });
  try {
    // Not repeated: each answer would be one more key.
    const response = await transport({ method: "POST", url, headers, body }, AbortSignal.timeout(TIMEOUT_MS));
    if (!isSuccess(response)) throw errorFrom({ method: "POST", template: "/auth/credential" }, response);
    return answer.parse(JSON.parse(response.body));
  } catch (error) {
    if (error instanceof TransportError) throw new ExpectedError(t.unreachable(error.message));
    if (error instanceof z.ZodError || error instanceof SyntaxError)
      throw new ExpectedError(t.unreachable("/auth/credential"));
    throw error;
  }
}

interface Application {
  readonly endpoint: string;
  readonly applicationKey: string | undefined;
}

/** In the order of `readSettings`, which wants a whole set of credentials. */
function applicationOf({ environment, files }: Context, config: ConfigReader): Application {
  const confFiles = readConfFiles(files);
  const inFiles = (section: string, key: string) => first(...confFiles.map((file) => file.get(section, key)));
  const named = first(environment.OVH_ENDPOINT, config.get("ovh:endpoint"), inFiles("default", "endpoint"));
  const endpointName = named ?? DEFAULT_ENDPOINT;
  const allowCustomHost = config.get("ovhmail:allowCustomEndpoint") === "true";
  try {
    return {
      endpoint: resolveEndpoint(endpointName, { allowCustomHost }),
      applicationKey: first(
        environment.OVH_APPLICATION_KEY,
        config.get("ovh:applicationKey"),
        inFiles(endpointName, "application_key"),
      ),
    };
  } catch (error) {
    throw new ExpectedError(messageOf(error));
  }
}

function first(...values: readonly (string | undefined)[]): string | undefined {
  return values.map((value) => value?.trim()).find((value) => value);
}
