import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto';
import { addressProblem, outwardRules, type OutwardRules } from '#platform/outward/addresses.ts';
import { AnswerTooLong, fetched } from '#platform/outward/fetching.ts';
import { der, oid, tags, valuesIn, type Der } from '#archives/volumes/der.ts';

/** A time-stamp (RFC 3161): a server bears witness that the seal was there at its moment. */

const SHA256 = oid('2.16.840.1.101.3.4.2.1');
const SIGNED_DATA = oid('1.2.840.113549.1.7.2');
const TST_INFO = oid('1.2.840.113549.1.9.16.1.4');
const MESSAGE_DIGEST = oid('1.2.840.113549.1.9.4');
/** What a certificate must be for: RFC 3161, 2.3. */
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

export interface Stamp {
  at: Date;
  /** Who the certificate says it is. */
  by: string;
  /** The answer as it came, to be kept with the pack. */
  response: Buffer;
}

export const newNonce = (): Buffer => Buffer.concat([Buffer.from([0x01]), randomBytes(8)]);

/** TimeStampReq: version 1, the imprint, a nonce, and the certificate wanted along. */
export function stampRequest(hash: Buffer, nonce: Buffer): Buffer {
  const imprint = der(tags.sequence, der(tags.sequence, der(tags.oid, SHA256), Buffer.from([0x05, 0x00])), der(tags.octets, hash));
  return der(tags.sequence, Buffer.from([0x02, 0x01, 0x01]), imprint, der(tags.integer, nonce), Buffer.from([0x01, 0x01, 0xff]));
}

/**
 * What the server's answer says, when it is about this hash and this request and its signature is right. Whether its certificate is to be trusted is for
 * whoever reads the stamp: the answer is kept whole.
 * @throws Error with a Chinese sentence
 */
export function readStamp(response: Buffer, hash: Buffer, nonce: Buffer): Stamp {
  try {
    const [status, token] = inside(valuesIn(response)[0]);
    if (!token || Number(`0x${inside(status)[0]!.content.toString('hex')}`) > 1) throw new Error('时间戳服务没有受理');
    return checkToken(token, response, hash, nonce);
  } catch (error) {
    if (error instanceof Error && /^[\u4e00-\u9fff]/.test(error.message)) throw error;
    throw new Error('时间戳服务的回答读不懂', { cause: error });
  }
}

const inside = (value: Der | undefined): Der[] => {
  if (!value) throw new RangeError('missing');
  return valuesIn(value.content);
};

function checkToken(token: Der, response: Buffer, hash: Buffer, nonce: Buffer): Stamp {
  const [type, explicit] = inside(token);
  if (!type!.content.equals(SIGNED_DATA)) throw new Error('时间戳服务的回答不是时间戳');
  const [, , encapsulated, ...rest] = inside(inside(explicit)[0]);
  const [kind, wrapped] = inside(encapsulated);
  if (!kind!.content.equals(TST_INFO)) throw new Error('时间戳服务的回答不是时间戳');
  const told = inside(wrapped)[0]!.content;
  const certificates = rest.filter(({ tag }) => tag === 0xa0).flatMap(({ content }) => valuesIn(content)).map(({ whole }) => new X509Certificate(whole));
  const signer = checkSignature(inside(rest.at(-1))[0]!, told, certificates);
  return { at: checkInfo(told, hash, nonce), by: nameOf(signer), response };
}

/** TSTInfo: about this hash, in answer to this request. */
function checkInfo(told: Buffer, hash: Buffer, nonce: Buffer): Date {
  const [, , imprint, , time, ...rest] = inside(valuesIn(told)[0]);
  const [algorithm, hashed] = inside(imprint);
  if (!inside(algorithm)[0]!.content.equals(SHA256) || !hashed!.content.equals(hash)) throw new Error('时间戳不是为这一卷出的');
  if (!rest.some(({ tag, content }) => tag === tags.integer && content.equals(nonce))) throw new Error('时间戳不是对这次请求的回答');
  const [, date = '', clock = ''] = /^(\d{8})(\d{6}(?:\.\d+)?)Z$/.exec(time!.content.toString('latin1')) ?? [];
  const at = new Date(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${clock.slice(0, 2)}:${clock.slice(2, 4)}:${clock.slice(4)}Z`);
  if (time!.tag !== tags.time || Number.isNaN(at.getTime())) throw new Error('时间戳上的时间读不懂');
  return at;
}

/** SignerInfo over the signed attributes, one of which is the digest of what was said. */
function checkSignature(signer: Der, told: Buffer, certificates: readonly X509Certificate[]): X509Certificate {
  const [, , algorithm, attributes, , signature] = inside(signer);
  const digest = digests.get(inside(algorithm)[0]!.content.toString('hex'));
  if (!digest || attributes!.tag !== 0xa0) throw new Error('时间戳的签名方法不认识');
  const said = inside(attributes).map((one) => inside(one)).find(([name]) => name!.content.equals(MESSAGE_DIGEST));
  if (!inside(said?.[1])[0]!.content.equals(createHash(digest).update(told).digest())) throw new Error('时间戳的内容被改动');
  const signed = Buffer.concat([Buffer.from([tags.set]), attributes!.whole.subarray(1)]); // signed as a SET, sent under a tag of its own (RFC 5652, 5.4)
  const own = certificates.find((one) => one.keyUsage?.includes(TIME_STAMPING) && verify(digest, signed, one.publicKey, signature!.content));
  if (!own) throw new Error('时间戳的签名不对，或者证书不是时间戳证书');
  return own;
}

const digests = new Map([[SHA256, 'sha256'], [oid('2.16.840.1.101.3.4.2.2'), 'sha384'], [oid('2.16.840.1.101.3.4.2.3'), 'sha512']].map(([name, word]) => [(name as Buffer).toString('hex'), word as string]));

const nameOf = ({ subject }: X509Certificate): string => (/CN=(.+)/.exec(subject)?.[1] ?? subject.replaceAll('\n', '，')).slice(0, 200);

const WAIT_MS = 20_000;
const MOST_BYTES = 256 * 1024;

/** Asks the server for a time-stamp over this hash. @throws Error with a Chinese sentence */
export async function askForStamp(server: string, hash: Buffer, rules: OutwardRules = outwardRules()): Promise<Stamp> {
  const nonce = newNonce();
  const signed = { ...rules, plainToo: true };
  const problem = addressProblem(server, signed);
  if (problem) throw new Error(`时间戳服务的地址不能用：${problem}`);
  const answer = await fetched(server, { method: 'POST', headers: { 'content-type': 'application/timestamp-query' }, body: stampRequest(hash, nonce), waitMs: WAIT_MS, most: MOST_BYTES }, signed)
    .catch((error: unknown) => {
      throw new Error(error instanceof AnswerTooLong ? '时间戳服务的回答太长' : '时间戳服务没有回答', { cause: error });
    });
  if (!answer.ok) throw new Error(`时间戳服务拒绝了（${answer.status}）`);
  return readStamp(Buffer.from(await answer.arrayBuffer()), hash, nonce);
}
