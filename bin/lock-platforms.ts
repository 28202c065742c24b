/**
 * Completes package-lock.json with the optional packages of other platforms. npm leaves them out when the registry
 * at hand does not offer them, and `npm ci` then refuses the lock file everywhere. `npm run lock` after an `npm install`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const lockFile = join(import.meta.dirname, '..', 'package-lock.json');
const platformName = /\b(?<os>aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32|win|windows)-(?<cpu>arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)(?:-(?<abi>[a-z]+))?$/;

/** The `packages` of a lock file: where each lies → what it is. */
export type LockedPackages = Record<string, { version?: string; dev?: boolean; optionalDependencies?: Record<string, string> }>;
type Missing = { path: string; version: string; dev?: boolean };

/** The optional packages that packages of the lock file ask for and that have no entry of their own. */
export function missingPlatforms(packages: LockedPackages): Missing[] {
  return Object.entries(packages).flatMap(([parent, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(packages, parent, name))
      .map(([name, version]) => ({ path: `node_modules/${name}`, version, ...(dev && { dev }) })),
  );
}

/** Node looks into the folder of the package itself first, then into those above it. */
function isLocked(packages: LockedPackages, parent: string, name: string): boolean {
  if (packages[`${parent}${parent && '/'}node_modules/${name}`]) return true;
  return parent !== '' && isLocked(packages, parent.slice(0, Math.max(0, parent.lastIndexOf('/node_modules/'))), name);
}

const libcOf: Record<string, string> = { gnu: 'glibc', musl: 'musl' };

function entryOf({ path, version, dev }: Missing) {
  const exact = version.replace(/^[\^~]/, '');
  const found = platformName.exec(path)?.groups;
  if (!found || !/^\d+\.\d+\.\d+/.test(exact)) throw new Error(`${path}@${version}: not named after a platform; add its entry by hand`);
  const { os = '', cpu, abi = '' } = found;
  const libc = libcOf[abi];
  return { version: exact, cpu: [cpu], ...(dev && { dev }), ...(libc && { libc: [libc] }), optional: true, os: [os.startsWith('win') ? 'win32' : os] };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(lockFile, 'utf8'));
  const missing = missingPlatforms(lock.packages);
  for (const platform of missing) lock.packages[platform.path] = entryOf(platform);
  lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(lockFile, `${JSON.stringify(lock, undefined, 2)}\n`);
  console.log(`${missing.length} added: ${missing.map(({ path }) => path.replace('node_modules/', '')).join(', ')}`);
}
