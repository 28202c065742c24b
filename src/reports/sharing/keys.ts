import { isSignatureOf, signatureOf, type SigningKey } from '#platform/signing/keys.ts';

export { fingerprintOf, findKey, inGroups, keyOf, newKey } from '#platform/signing/keys.ts';

/** What a file says, and that nobody but the holder of the key can have said it. The content is signed as `JSON.stringify` writes it. */
export interface Signed<Content> {
  format: typeof FORMAT;
  public_key: string;
  signature: string;
  content: Content;
}

export const FORMAT = 'lianxinqiao-rollup/1';

const bytesOf = (content: unknown): Buffer => Buffer.from(JSON.stringify(content));

export const signed = <Content>(key: Pick<SigningKey, 'public_key' | 'private_key'>, content: Content): Signed<Content> =>
  ({ format: FORMAT, public_key: key.public_key, signature: signatureOf(key, bytesOf(content)), content });

/** Whether the content is what the holder of the key signed. */
export const isSigned = ({ public_key, signature, content }: Pick<Signed<unknown>, 'public_key' | 'signature' | 'content'>): boolean =>
  isSignatureOf(public_key, bytesOf(content), signature);
