import type { Child } from 'hono/jsx';

/** The sentences of the residents' page that a county may write in its second language: what it is, the Chinese, most characters. */
export const sentences = {
  title: ['标题', '我要反映', 40],
  lead: ['标题下的一句话', '说一件事，一分钟就好。', 200],
  privacy: ['怎么对待您说的话', '您说的事由联络委登记办理，只有经办人员和县政协办公室看得到您的电话。不用登录，不查身份，不记位置。', 300],
  matter: ['第一栏', '您想反映什么', 100],
  matter_hint: ['第一栏的提示', '什么事、在哪里、盼着怎样，一两句话就可以', 200],
  place: ['第二栏', '在哪个村（社区）', 100],
  phone: ['第三栏', '联系电话', 100],
  phone_hint: ['第三栏的提示', '只用来答复您，可以不留', 200],
  photos: ['照片', '附照片', 100],
  photos_hint: ['照片的提示', '最多3张，可以不附；拍摄地点会自动去掉', 200],
  voice: ['录音', '说给我们听', 100],
  voice_hint: ['录音的提示', '不方便写字的，可以说一段，最长60秒，由工作人员记成文字', 200],
  submit: ['提交按钮', '提交', 40],
  help: ['代填的入口', '不会填？请身边的人代您填', 100],
  helper: ['代填人一栏', '代填人姓名', 100],
  status: ['查进展的入口', '凭回执号查进展', 100],
  urgent: ['紧急电话', '紧急求助请拨110，举报请拨12388，政务热线12345。', 200],
  thanks: ['提交以后', '收到了，谢谢您', 100],
  receipt_note: ['回执的提示', '请拍下来或抄下来，随时可以凭它查进展。不要告诉不相干的人。', 200],
  kept: ['没有信号时', '已保存在手机上，有信号时自动发送', 200],
} as const satisfies Record<string, readonly [about: string, chinese: string, most: number]>;

export type SentenceName = keyof typeof sentences;

/** The county's second language, with its sentences; what is not written is said in Chinese. */
export interface SecondLanguage {
  /** As its readers call it. */
  name: string;
  /** BCP 47. */
  tag: string;
  words: Readonly<Partial<Record<SentenceName, string | null>>>;
}

/** How a page speaks: in Chinese, or in the second language when the visitor chose it. */
export interface Voice {
  /** The tag when it is not Chinese. */
  lang?: string;
  /** The sentence as text, for places that take no marks. */
  text(name: SentenceName): string;
  /** The sentence, marked with its language where that is not the one of the page around it. */
  say(name: SentenceName): Child;
  /** What the county offers besides. */
  second?: SecondLanguage;
}

export function voiceOf(second: SecondLanguage | undefined, chosen: string | null): Voice {
  const words = second && chosen === second.tag ? second.words : undefined;
  const text = (name: SentenceName): string => words?.[name] ?? sentences[name][1];
  if (!words) return { text, say: text, second };
  return { lang: second!.tag, text, second, say: (name) => <span lang={words[name] ? second!.tag : 'zh-CN'}>{text(name)}</span> };
}
