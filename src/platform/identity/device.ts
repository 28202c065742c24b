const systems: [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/i, '鸿蒙设备'],
  [/iPhone/i, '苹果手机'],
  [/iPad/i, '苹果平板'],
  [/Android/i, '安卓手机'],
  [/Windows/i, 'Windows 电脑'],
  [/Macintosh/i, '苹果电脑'],
  [/Linux/i, 'Linux 电脑'],
];

const programs: [RegExp, string][] = [
  [/MicroMessenger/i, '微信'],
  [/DingTalk/i, '钉钉'],
  [/QQBrowser/i, 'QQ浏览器'],
  [/UCBrowser/i, 'UC浏览器'],
  [/HuaweiBrowser/i, '华为浏览器'],
  [/Edg\//i, 'Edge'],
  [/Firefox/i, '火狐'],
  [/Chrome/i, 'Chrome'],
  [/Safari/i, 'Safari'],
];

const nameIn = (list: [RegExp, string][], agent: string) => list.find(([pattern]) => pattern.test(agent))?.[1];

/** What a person recognises a device by, e.g. 安卓手机 · 微信. Neither address nor version is kept. */
export function deviceOf(userAgent: string | undefined): string {
  const agent = (userAgent ?? '').slice(0, 500);
  return [nameIn(systems, agent), nameIn(programs, agent)].filter(Boolean).join(' · ') || '未识别的设备';
}
