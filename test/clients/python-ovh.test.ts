/** `ovh` as it comes from PyPI. python_ovh.py has what it does, scripts/lib/python.mjs where the Python comes from. */

import { join } from "node:path";
import { testParts } from "./foreign.js";

testParts({
  command: process.env.PULUMI_OVH_MAIL_PYTHON,
  args: ["-X", "utf8", join(__dirname, "python_ovh.py")],
  problem: process.env.PULUMI_OVH_MAIL_PYTHON_PROBLEM,
});
