import type { Conformance } from '../certificate/certificate.ts';
import { type Language, type Words, wordsOf } from './words.ts';

/** What the certificate's page says by itself, in one language. */
export interface CertificateWords
  extends Pick<Words, 'tag' | 'outcomes' | 'states'>,
    Readonly<
      Record<
        | 'title'
        | 'profiles'
        | 'target'
        | 'version'
        | 'fingerprint'
        | 'date'
        | 'suite'
        | 'settings'
        | 'strict'
        | 'requirements'
        | 'left'
        | 'counts'
        | 'coverage'
        | 'disputes'
        | 'unsupported'
        | 'level'
        | 'document'
        | 'none'
        | 'verify'
        | 'run',
        string
      >
    > {
  readonly results: Readonly<Record<Conformance['result'], string>>;
  readonly said: Readonly<Record<Conformance['result'], string>>;
}

function commonOf({ tag, outcomes, states }: Words): Pick<Words, 'tag' | 'outcomes' | 'states'> {
  return { tag, outcomes, states };
}

export const certificateWordsOf: Readonly<Record<Language, CertificateWords>> = {
  en: {
    ...commonOf(wordsOf.en),
    title: 'Certificate',
    results: { conformant: 'Conformant', 'not-conformant': 'Not conformant', incomplete: 'Incomplete' },
    said: {
      conformant: 'Every promise of these profiles that could be checked was checked, and kept.',
      'not-conformant': 'Promises of these profiles were broken.',
      incomplete: 'Nothing was found broken, but this run does not say enough to certify anything:',
    },
    profiles: 'Profiles',
    target: 'Target',
    version: 'Version',
    fingerprint: 'Fingerprint, before and after',
    date: 'Date',
    suite: 'Suite',
    settings: 'Seed, effort',
    strict: 'strict documents',
    requirements: 'Requirements checked',
    left: 'Objects left on the target',
    counts: 'Cases by level and outcome',
    coverage: 'Promises of the documents',
    disputes: 'Disputes',
    unsupported: 'Not supported by the target',
    level: 'Level',
    document: 'Document',
    none: 'None.',
    verify: 'Every figure here can be recomputed from the files of the run:',
    run: 'Run',
  },
  zh: {
    ...commonOf(wordsOf.zh),
    title: '证书',
    results: { conformant: '符合', 'not-conformant': '不符合', incomplete: '不完整' },
    said: {
      conformant: '上述认证范围内所有可检查的承诺均已检查，且全部得到遵守。',
      'not-conformant': '上述认证范围内有承诺被违反。',
      incomplete: '未发现违反承诺之处，但本次运行不足以作出认证：',
    },
    profiles: '认证范围',
    target: '被测目标',
    version: '版本',
    fingerprint: '运行前后的指纹',
    date: '日期',
    suite: '测试套件',
    settings: '随机种子与力度',
    strict: '严格按文档',
    requirements: '已检查的要求',
    left: '遗留在目标上的对象',
    counts: '按级别和结果统计的用例',
    coverage: '文档中的承诺',
    disputes: '争议',
    unsupported: '目标不支持的内容',
    level: '级别',
    document: '文档',
    none: '无。',
    verify: '此处每个数字都可以由本次运行的文件重新计算得出：',
    run: '运行',
  },
};
