import type { Language } from '../html/words.ts';
import { plural } from '../text.ts';
import type { Limit } from './limits.ts';

/** A limit of a run as a sentence. */
export function limitText(limit: Limit, language: Language): string {
  return sentences[language](limit);
}

const sentences: Readonly<Record<Language, (limit: Limit) => string>> = { en: english, zh: chinese };

function english(limit: Limit): string {
  switch (limit.kind) {
    case 'unreachable':
      return `The target could not be asked: ${limit.why}.`;
    case 'nothing-checked':
      return 'Nothing was checked.';
    case 'planned-only':
      return 'All requirements of this run are planned only.';
    case 'filtered':
      return `The run was filtered: ${limit.filter.join(', ')}.`;
    case 'interrupted':
      return `The run was interrupted by ${limit.by}.`;
    case 'bailed':
      return `The run stopped after ${plural(limit.violations, 'violation')}.`;
    case 'shortened':
      return 'The run was shortened: quick effort takes samples.';
    case 'inconclusive':
      return `${plural(limit.cases, 'case')} could not be checked.`;
    case 'suite-failed':
      return `The suite itself failed in ${plural(limit.cases, 'case')}.`;
    case 'fingerprint-untold':
      return 'What the target is was not told both before and after.';
    case 'fingerprint-changed':
      return 'The target changed during the run.';
  }
}

function chinese(limit: Limit): string {
  switch (limit.kind) {
    case 'unreachable':
      return `无法向目标发出请求：${limit.why}。`;
    case 'nothing-checked':
      return '未检查任何内容。';
    case 'planned-only':
      return '本次运行中的要求均仅在计划中。';
    case 'filtered':
      return `本次运行经过筛选：${limit.filter.join('、')}。`;
    case 'interrupted':
      return `本次运行被 ${limit.by} 中断。`;
    case 'bailed':
      return `本次运行在出现 ${limit.violations} 处违反后停止。`;
    case 'shortened':
      return '本次运行经过缩短：quick 力度只取样本。';
    case 'inconclusive':
      return `有 ${limit.cases} 个用例无法检查。`;
    case 'suite-failed':
      return `测试套件自身在 ${limit.cases} 个用例中出错。`;
    case 'fingerprint-untold':
      return '未能在运行前后均取得目标的指纹。';
    case 'fingerprint-changed':
      return '目标在运行期间发生了变化。';
  }
}
