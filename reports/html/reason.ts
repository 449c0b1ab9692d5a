import type { RunRecord } from '../../src/record.ts';
import type { Language } from './words.ts';

/** Why the verdict is what it is. The record says it in English; the same is said in Chinese, from the same counts. */
export function verdictReason(record: RunRecord, language: Language): string {
  if (language === 'en') return record.verdict.reason;
  const { requirements } = record;
  const planned = requirements.filter((requirement) => requirement.planned).length;
  return `${chinese(record)}${planned > 0 ? `；${planned} 项要求尚未检查` : ''}`;
}

function chinese({ verdict, counts, run }: RunRecord): string {
  switch (verdict.kind) {
    case 'error':
      return `测试套件自身在 ${counts.error} 个用例中出错`;
    case 'violations':
      return `${counts.violation} 个用例违反了承诺`;
    case 'inconclusive':
      if (run.interrupted !== undefined) return '运行被中断';
      return counts.inconclusive > 0 ? `${counts.inconclusive} 个用例无法检查` : '未检查任何内容';
    case 'conformant': {
      const rest = [
        ...(counts.disputed > 0 ? [`${counts.disputed} 个有争议`] : []),
        ...(counts.unsupported > 0 ? [`${counts.unsupported} 个不支持`] : []),
      ].join('，');
      return `${counts.pass + counts.advisory} 个用例遵守了承诺${rest && `；${rest}`}`;
    }
  }
}
