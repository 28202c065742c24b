import { join } from 'node:path';
import { s3Store } from '#platform/files/s3-store.ts';
import { folderStore, type FileStore } from '#platform/files/store.ts';

/** Where the content of attached files lies, by the settings of the installation: in the data folder, or in a bucket when `FILES_S3` names one. */
export function fileStoreOf(env: NodeJS.ProcessEnv, dataDir: string): FileStore {
  const folder = join(dataDir, 'files');
  const address = env['FILES_S3'];
  if (!address) return folderStore(folder);
  if (!/^https?:\/\/[^/]+\/[^/]/.test(address)) throw new Error('FILES_S3 请写带桶名的地址，例如 https://s3.example.cn/lianxinqiao 。 / FILES_S3 is an address with the name of the bucket.');
  const { FILES_S3_KEY: keyId, FILES_S3_SECRET: secret, FILES_S3_REGION: region = 'us-east-1' } = env; // most storages of one's own take this region
  if (!keyId || !secret) throw new Error('用 FILES_S3 存附件，还要写明 FILES_S3_KEY 和 FILES_S3_SECRET。 / FILES_S3 also needs FILES_S3_KEY and FILES_S3_SECRET.');
  return s3Store({ address, region, keyId, secret, folder });
}
