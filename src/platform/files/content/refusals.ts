import { FileRefused } from '#platform/importing/refusal.ts';
import { fileLimits } from '#platform/files/limits.ts';

const mebibytes = (bytes: number): number => bytes / 1024 / 1024;

/** Why a file is given back, and what to do. */
const tellings = {
  empty: '这个文件是空的。请选择有内容的文件。',
  tooLarge: `超过 ${mebibytes(fileLimits.bytes)} MB。请换小一点的文件，或分成几个文件再添加。`,
  unknown: '这种文件不能作附件。可以添加 PDF、图片（JPG、PNG、WebP）、Word、Excel、PPT、WPS、OFD、纯文本和录音（M4A、MP3、OGG、WebM）。',
  heic: '这是苹果手机的 HEIC 照片，许多电脑打不开。请在手机“设置—相机—格式”里选“兼容性最佳”后重拍，或先把照片转成 JPG 再添加。',
  video: '视频不能作附件。请改用照片，或把情况写成文字。',
  web: '这个文件里是网页或矢量图代码，打开时可能运行程序，不能添加。请打印或另存为 PDF 后再添加。',
  twofold: '这个文件同时像两种文件，可能藏有别的内容，不能添加。请用原来的软件打开，另存为 PDF 后再添加。',
  macros: '这个文件带有宏（程序），不能添加。请用 Office 或 WPS 另存为不带宏的文件，或另存为 PDF 后再添加。',
  encrypted: '这个文件设有打开密码，别人打不开。请取消密码，保存后再添加。',
  bomb: '这个文件解开后过大，没有添加。请另存为 PDF 后再添加。',
  damaged: '这个文件已损坏或不完整，读不出来。请打开看一看，另存一份后再添加。',
  slow: '这张图片太久没有处理完，没有添加。可能是系统正忙，请过几分钟再试；还是不行的，请缩小后再添加。',
  pixels: `这张图片超过 ${fileLimits.imagePixels / 10_000} 万像素。请缩小后再添加。`,
} as const;

export type Telling = keyof typeof tellings;

const statusOf = (why: Telling): FileRefused['status'] => {
  if (why === 'tooLarge' || why === 'bomb' || why === 'pixels') return 413;
  return why === 'empty' || why === 'damaged' || why === 'slow' || why === 'encrypted' ? 422 : 415;
};

/** @throws FileRefused with one of the sentences above */
export function giveBack(why: Telling): never {
  throw new FileRefused(statusOf(why), tellings[why]);
}
