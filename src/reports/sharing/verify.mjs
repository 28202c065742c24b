/**
 * Checks a signed file of a county or of a superior without the program that made it: plain Node (18 or newer), no packages.
 *
 *   node verify.mjs file.json                              says who signed it and what it reports
 *   … --fingerprint <64 hex digits>                        against the fingerprint that was told on paper
 *
 * Leaves with 1 when the file was changed since it was signed, or was signed by another key.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const FORMAT = 'lianxinqiao-rollup/1';

/** What is wrong with a file, as sentences; nothing when it is as it was signed. `fingerprint`: the one that was told, when it is known. */
export function verifyRollup(text, fingerprint) {
  const file = parsed(text);
  if (file?.format !== FORMAT || typeof file.public_key !== 'string') return { faults: ['这不是连心桥的上报文件。'] };
  const print = createHash('sha256').update(Buffer.from(file.public_key, 'base64')).digest('hex');
  const faults = [];
  if (!isSigned(file)) faults.push('签名没有对上：内容在签名之后被改动过。');
  if (fingerprint && fingerprint.replace(/[\s:-]/g, '').toLowerCase() !== print) faults.push('签名指纹和告诉您的不一致：是另一把钥匙签的。');
  return { faults, fingerprint: print, content: file.content };
}

function isSigned({ public_key, signature, content }) {
  try {
    const key = createPublicKey({ key: Buffer.from(public_key, 'base64'), type: 'spki', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(JSON.stringify(content)), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** What the file says of itself, for people. */
function wordsOf({ kind, county, superior, serial, made_at, figures = [], required = [] }) {
  if (kind === 'asked') return [`${superior}要的数字，${required.length}项，${made_at}导出。`];
  return [`${county}报给${superior}的第${serial}号文件，${made_at}导出，${figures.length}个数字：`, ...figures.map(({ label, period, value, numerator, denominator, unit, revision }) => `  ${period} ${label}：${value ?? `${numerator}/${denominator}`}${value === null ? '' : unit}${revision > 1 ? `（更正${revision - 1}次）` : ''}`)];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2);
  const at = args.indexOf('--fingerprint');
  const told = at >= 0 ? args.splice(at, 2)[1] : undefined;
  if (args.length !== 1) {
    console.error('用法：node verify.mjs 文件.json [--fingerprint 指纹]');
    process.exit(2);
  }
  const { faults, fingerprint, content } = verifyRollup(readFileSync(args[0], 'utf8'), told);
  for (const fault of faults) console.log(fault);
  if (faults.length > 0) process.exit(1);
  for (const line of wordsOf(content)) console.log(line);
  console.log(`签名完好。签名指纹：${fingerprint.toUpperCase().match(/.{4}/g).join(' ')}`);
}
