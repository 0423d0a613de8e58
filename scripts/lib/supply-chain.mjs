// What comes along when somebody installs this package: fixed, free to use, and nothing of it runs while installing.

/** Licences that ask no more than to be named. An unknown one is looked at by a person, who then adds it here. */
const LICENCES = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT"];

/** npm runs these on the machine of whoever installs a package. */
const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall", "prepare"];

/** @typedef {{ version?: string, license?: string, dev?: boolean, link?: boolean, resolved?: string, integrity?: string, hasInstallScript?: boolean }} Locked */
/** @typedef {{ packages: Record<string, Locked> }} Lock */
/** @typedef {{ scripts?: Record<string, string> }} Manifest */

/** @param {string | undefined} expression such as "(MIT OR EUPL-1.1+)": of alternatives one is enough */
function isFree(expression = "") {
  return expression
    .replace(/^\(|\)$/g, "")
    .split(" OR ")
    .some((licence) => LICENCES.includes(licence));
}

/** @param {Locked} entry @returns {string[]} */
function problemsOf({ dev, resolved, integrity, hasInstallScript, license }) {
  return [
    ...(resolved === undefined ? [] : ["records where it was downloaded"]),
    ...(integrity === undefined ? ["has no checksum"] : []),
    ...(!dev && hasInstallScript ? ["runs a script when it is installed"] : []),
    ...(!dev && !isFree(license)
      ? [`has the licence ${license ?? "that nobody knows"}, which nobody has agreed to`]
      : []),
  ];
}

/**
 * @param {Lock} lock
 * @param {Manifest} manifest
 * @returns {string[]} one line for each thing that is wrong
 */
export function supplyChainProblems({ packages }, { scripts = {} }) {
  const own = INSTALL_SCRIPTS.filter((name) => name in scripts);
  const others = Object.entries(packages).filter(([path, { link }]) => path !== "" && !link);
  return [
    ...own.map((name) => `package.json: the script ${name} would run on every machine that installs the package`),
    ...others.flatMap(([path, entry]) => problemsOf(entry).map((problem) => `package-lock.json: ${path} ${problem}`)),
  ];
}
