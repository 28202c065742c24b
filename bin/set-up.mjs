/** What both commands of the README do first, on any Node from 20 on, with nothing installed yet. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** npm that is asked to end leaves the scripts it started behind; a parent that is gone means that we are one of them. */
const parent = process.ppid;

const oldestOwnNode = [22, 18]; // runs TypeScript files as they are

/**
 * Installs what the lock file names, when that is not what is there, and gives back the Node to run the program with.
 * @param {{ development: boolean }} need whether the packages for tests are needed too
 * @returns {Promise<string>} path of a Node executable
 */
export async function setUp({ development }) {
  if (!isInstalled(development)) await install(development);
  return findNode();
}

/** Compares the lock file with npm's own note of what it installed; packages for other platforms may be absent. */
function isInstalled(development) {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const found = packagesOf(note);
  return Object.entries(wanted).every(([name, { version, optional, devOptional, dev }]) => {
    if (name === '') return true;
    if (!found[name]) return optional || devOptional || (dev && !development);
    return found[name].version === version;
  });
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

async function install(development) {
  refuseLinked();
  const began = Date.now();
  console.log('正在安装程序包（第一次约需一分钟，需要网络）…… / Installing packages');
  const work = setInterval(() => console.log(`  …… ${Math.round((Date.now() - began) / 1000)} 秒`), 10_000);
  const code = await run(...npm('ci', '--loglevel=error', ...(development ? ['--include=dev'] : [])));
  clearInterval(work);
  if (code !== 0) {
    console.error('程序包没有装上：请检查网络后再运行一次同样的命令。 / npm ci did not succeed; its own words are above.');
    process.exit(1);
  }
  console.log(`程序包已装好（${Math.round((Date.now() - began) / 1000)} 秒）。`);
}

/** A folder that is only linked here belongs to another checkout, which works with it: npm would empty it first. */
function refuseLinked() {
  if (!lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return;
  console.error('node_modules 是指向别处的链接，里面的程序包与 package-lock.json 不一致：请在它所在的那一份里安装，或删去链接后再试。 / node_modules is a link, and what it leads to does not match the lock file; nothing was installed.');
  process.exit(1);
}

/** The npm that started us, else the one in the path. */
function npm(...args) {
  const own = process.env['npm_execpath'];
  if (own?.endsWith('.js')) return [process.execPath, [own, ...args]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', args];
}

/** Node 24 came as a package; where there is none for the platform, the Node that runs this will do if it is new enough. */
function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const packaged = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(packaged) && spawnSync(packaged, ['--version']).status === 0) return packaged;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestOwnNode[0] || (major === oldestOwnNode[0] && minor >= oldestOwnNode[1])) return process.execPath;
  console.error(`本机没有可用的 Node 24 程序包，自带的 Node ${process.version} 又太旧：请安装 Node 24 后再试。 / No packaged Node for this platform; install Node 24.`);
  process.exit(1);
}

/**
 * Runs a command in the project folder with stdin closed, and passes on what the terminal or a service manager asks.
 * @returns {Promise<number>} its exit code
 */
export function run(command, args, { env = process.env, channel = false } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit', ...(channel ? ['ipc'] : [])],
      shell: command.endsWith('.cmd'), // Windows starts .cmd files only through its shell
    });
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    const watch = setInterval(() => {
      if (process.ppid !== parent) pass('SIGTERM');
    }, 1_000);
    child.on('error', (error) => {
      console.error(String(error));
      done(1);
    });
    child.on('exit', (code, signal) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      clearInterval(watch);
      done(code ?? (signal ? 1 : 0));
    });
  });
}
