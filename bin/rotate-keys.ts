/**
 * `npm run rotate-keys [-- --suite=aes|sm] [-- --master=<file>]`: gives each county a new key and seals everything with it, a few hundred rows at a time, while
 * people work; cut off, it goes on when it is called again. `--suite` is what it is sealed with from now on (also set CIPHER_SUITE for counties to come).
 * `--master` names the file of a new master key, which is made if it is not there: the keys of the counties are sealed with it, what they sealed stays.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { joinDatabase } from '#platform/database/open.ts';
import { projectRoot } from '#platform/root.ts';
import { masterFor, suiteHere } from '#platform/secrets/here.ts';
import { masterOf } from '#platform/secrets/master.ts';
import { changeMaster, rotateKeys } from '#platform/secrets/sealing-anew.ts';
import { suiteNamed } from '#platform/secrets/suites.ts';

const { values } = parseArgs({ options: { suite: { type: 'string' }, master: { type: 'string' } } });
const dataDir = resolve(projectRoot, process.env['DATA_DIR'] ?? 'data');

async function rotate(): Promise<void> {
  const suite = values.suite ? suiteNamed(values.suite).name : suiteHere(process.env);
  const database = await joinDatabase({ url: process.env['DATABASE_URL'], dataDir, statementTimeoutMs: 0 });
  try {
    const master = await masterFor(database.owner, process.env, dataDir);
    if (values.master) {
      const next = masterOf({ MASTER_KEY_FILE: resolve(values.master) }, dataDir);
      const keys = await changeMaster(database.owner, master, next);
      return console.log(`已换主密钥：${keys} 把县密钥改由 ${next.place}（指纹 ${next.fingerprint}）保管。请停止程序，把 ${master.place} 换成这个文件，再启动；旧的主密钥留到旧备份都过期以后再销毁。`);
    }
    const { counties, rows } = await rotateKeys(database.owner, master, suite);
    console.log(`已换密钥：${counties} 个县，${rows} 行重新加密（${suite === 'sm' ? 'SM4、SM3' : 'AES-256-GCM、SHA-256'}），旧密钥已销毁。`);
  } finally {
    await database.end();
  }
}

await rotate().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : String(error));
});
