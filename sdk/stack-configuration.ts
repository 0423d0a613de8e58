import * as pulumi from "@pulumi/pulumi";
import type { ConfigReader } from "../provider/settings.js";

/** The configuration of the stack, in the program's own process. */
export function stackConfiguration(): ConfigReader {
  const namespaces = { ovh: new pulumi.Config("ovh"), ovhmail: new pulumi.Config("ovhmail") };
  return {
    get: (key) => {
      const [namespace, name = ""] = key.split(":");
      return namespaces[namespace as keyof typeof namespaces]?.get(name);
    },
  };
}
