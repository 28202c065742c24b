import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '#platform/root.ts';
import type { Scheme } from '#assessment/schemes/scheme.ts';
import { writeScheme } from '#assessment/schemes/text.ts';
import { schemeOf, type Kind } from '#assessment/schemes/worked.ts';

/** What lies ready to be read: the kinds of rules with worked cases, the schemes that other places published, and our own examples. */
const home = join(projectRoot, 'src/assessment/schemes');
const read = (path: string): string => readFileSync(join(home, path), 'utf8');

/** Read once, when somebody first asks. */
const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

export const ruleKinds = once(() => parse(read('kinds.yaml')) as Kind[]);

/** A scheme that another place published, as far as it could be read. */
export interface Published {
  name: string;
  title: string;
  /** How much of it was seen. */
  seen: string;
  scheme: Scheme;
  /** Parts that nobody has seen. */
  unknown: readonly string[];
}

export const publishedSchemes = once(() => globSync('published/*.yaml', { cwd: home }).sort().map((path): Published => {
  const told = parse(read(path)) as Kind & { 抄录: string };
  const scheme = schemeOf(told.办法);
  return { name: basename(path, '.yaml'), title: told.名称, seen: told.抄录, scheme, unknown: scheme.sections.flatMap(({ indicators }) => indicators.flatMap(({ name, unknown }) => (unknown ? [`${name}：${unknown}`] : []))) };
}));

/** With what a county may begin: ours, written for the records of this program, and three of other places that are complete. */
export const beginnings = once((): Readonly<Record<string, { label: string; text: string }>> => ({
  committee: { label: '范例：联络委年度考核，用本系统的记录', text: read('examples/committee.yaml') },
  member: { label: '范例：委员履职，用本系统的记录', text: read('examples/member.yaml') },
  ...Object.fromEntries(['minge-anhui-branch', 'guangshui-member-2017', 'gov-dept-vote'].map((name) => {
    const { title, scheme } = publishedSchemes().find((one) => one.name === name)!;
    return [name, { label: `照抄：${title}（${scheme.subject === 'committee' ? '基层组织' : scheme.subject === 'member' ? '委员' : '承办单位'}）`, text: writeScheme(scheme) }];
  })),
}));

/** What stands in an empty text: one indicator, to be written over. */
export const emptyText = (title: string, subject: string): string => `方案: ${JSON.stringify(title)}
对象: ${subject}
最多: 100
部分:
  - 名称: 履职
    项目:
      - 名称: 工作质量
        最多: 100
        评定:
          范围: [0, 100]
等次:
  - { 名称: 优秀, 最少: 90 }
  - { 名称: 合格, 最少: 60 }
  - { 名称: 不合格 }
`;
