import { BlockList, isIP } from 'node:net';

/**
 * Addresses that the program asks because somebody typed them (a provider, a bridge for notices) must not lead it to what only it can reach: the machine
 * itself, the office's network, the addresses at which clouds tell secrets (OWASP API7; S-07). ALLOW_PRIVATE_ADDRESSES=1 says that this is wanted, where
 * a provider stands in the office's own network.
 */
export interface OutwardRules {
  privateToo: boolean;
  /** What comes back proves itself by its signature, and nothing secret goes there: time-stamp servers answer on plain addresses. */
  plainToo?: boolean;
}

export const outwardRules = (env: NodeJS.ProcessEnv = process.env): OutwardRules => ({ privateToo: env['ALLOW_PRIVATE_ADDRESSES'] === '1' });

const inner = new BlockList();
const subnets: [string, number][] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
];
/** Also those that carry an old address within: 64:ff9b::, 2002::, 2001:0::. */
const wideSubnets: [string, number][] = [
  ['::', 96], ['3fff::', 20], ['5f00::', 16], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 32], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['fec0::', 10], ['ff00::', 8],
];
for (const [from, length] of subnets) inner.addSubnet(from, length, 'ipv4');
for (const [from, length] of wideSubnets) inner.addSubnet(from, length, 'ipv6');

/** Whether an address of numbers is none of the public network's. */
export function isInner(address: string): boolean {
  const kind = isIP(address);
  return kind === 0 || inner.check(address, kind === 4 ? 'ipv4' : 'ipv6');
}

/** Names that never lead outside. */
const innerName = /^(?:[^.]+|.*\.(?:localhost|local|internal|intranet|lan|home|corp|localdomain|home\.arpa))\.?$/i;

/** What is wrong with an address, in a sentence; nothing when it may be asked. What its name leads to is looked at again with every request. */
export function addressProblem(typed: string, { privateToo, plainToo = false }: OutwardRules): string | undefined {
  const url = URL.parse(typed);
  if (!url || !/^https?:$/.test(url.protocol)) return '这不是网址。请照对方给的抄写，以 https:// 开头。';
  if (url.username || url.password || url.hash) return '网址里不能带用户名、密码和“#”后面的部分。';
  if (privateToo) return undefined;
  if (url.protocol !== 'https:' && !plainToo) return '地址要以 https:// 开头，不然密钥会在路上被人看到。';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) ? isInner(host) : innerName.test(host)) return '这个地址在本机或内网。要用内网地址的，请由维护人员在启动设置里写明 ALLOW_PRIVATE_ADDRESSES=1。';
  return undefined;
}
