/** How the page looks: one column on a phone, two of facts on a screen, light and dark as the reader has it, plain on paper. */
export const style = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--soft:#57606a;--line:#d0d7de;--panel:#f6f8fa;--good:#116329;--bad:#a40e26;--warn:#7d4e00;--calm:#4b5563;--disp:#6639ba;--link:#0550ae;--ins:#c7f0d2;--del:#ffd7d5}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--soft:#9da7b3;--line:#3d444d;--panel:#161b22;--good:#56d364;--bad:#ff9492;--warn:#f0b72f;--calm:#b1bac4;--disp:#cbb2ff;--link:#79c0ff;--ins:#0f4a24;--del:#67202a}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1rem;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.9rem;line-height:1.2;margin:.2em 0}h2{font-size:1.35rem;margin:2rem 0 .6rem;border-bottom:1px solid var(--line);padding-bottom:.2rem}h3{font-size:1.05rem;margin:1.2rem 0 .3rem}h4{font-size:.9rem;margin:.7rem 0 .2rem;color:var(--soft)}
a{color:var(--link)}code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.86em}
pre{background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:.6rem;margin:.2rem 0;white-space:pre-wrap;max-height:24rem;overflow:auto}
.skip{position:absolute;left:-99rem}.skip:focus{position:static}
.verdict{border:1px solid var(--line);border-left:.6rem solid var(--calm);border-radius:8px;padding:1rem;background:var(--panel)}
.v-conformant{border-left-color:var(--good)}.v-violations{border-left-color:var(--bad)}.v-inconclusive{border-left-color:var(--warn)}
.v-conformant h1{color:var(--good)}.v-violations h1{color:var(--bad)}.v-inconclusive h1{color:var(--warn)}
.lead{font-size:1.1rem;margin:.2rem 0 1rem}.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:.4rem 1.2rem;margin:0}
.facts dt{color:var(--soft);font-size:.85rem}.facts dd{margin:0}.count{white-space:nowrap;margin-right:.6rem}
.limits{margin-top:1rem;border-top:1px solid var(--line)}.limits h2{border:0;font-size:1rem;margin:.6rem 0 .2rem}.limits ul{margin:0;padding-left:1.2rem}
nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1rem;list-style:none;padding:0}
.promise{border:1px solid var(--line);border-radius:8px;padding:.2rem 1rem .8rem;margin:.8rem 0}.level{font-size:.8rem;border:1px solid var(--line);border-radius:99px;padding:0 .5rem;white-space:nowrap}
cite{font-style:normal;color:var(--soft)}.cites{font-size:.9rem;margin:.2rem 0}.cites ul{margin:0;padding-left:1.2rem}.verdict+.facts{margin-top:1rem}.note{color:var(--soft);font-size:.9rem;margin:.3rem 0}
summary{cursor:pointer;padding:.15rem 0}summary:focus-visible,a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.diff div{display:grid;grid-template-columns:6rem 1fr;gap:.5rem}.diff{margin:.3rem 0}.diff dt{color:var(--soft)}.diff dd{margin:0}
ins{background:var(--ins);text-decoration:none;border-bottom:2px solid var(--good)}del{background:var(--del);text-decoration:none;border-bottom:2px dashed var(--bad)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{border-bottom:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top}thead th{color:var(--soft);font-weight:600}tbody th{font-weight:400}
.b{white-space:nowrap}.s{display:inline-block;min-width:1.2em;text-align:center;font-weight:700}
.o-pass,.c-provoked{color:var(--good)}.o-violation,.o-error{color:var(--bad)}.o-advisory,.o-inconclusive{color:var(--warn)}.o-disputed{color:var(--disp)}.o-unsupported,.o-planned,.c-untestable,.c-unchecked,.c-observed{color:var(--calm)}
.filters{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;position:sticky;top:0;background:var(--bg);padding:.6rem 0;border-bottom:1px solid var(--line)}
.filters label{display:flex;flex-direction:column;font-size:.85rem;color:var(--soft)}input,select,button{font:inherit;color:var(--fg);background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:.3rem .5rem;max-width:100%}
.req ul{list-style:none;padding-left:1rem;margin:.2rem 0;font-size:.9rem}.req p{margin:.1rem 0;color:var(--soft)}.n{color:var(--soft);font-size:.85rem}
#codes td,#codes thead th,#matrix thead th{white-space:nowrap}
.bar{display:inline-block;height:.7em;background:var(--link);border-radius:2px}
.time-line svg{width:100%;height:auto}.time-line text{font:12px system-ui;fill:var(--fg)}.time-line line{stroke:var(--line)}.time-line circle{fill:var(--link)}.time-line .m{fill:var(--bad);font-size:18px;font-weight:700}
[hidden]{display:none}
@media (max-width:40rem){body{padding:.6rem}h1{font-size:1.5rem}.filters{position:static}.diff div{grid-template-columns:1fr;gap:0}.promise{padding:.1rem .6rem .6rem}}
@media print{:root{--bg:#fff;--fg:#000;--soft:#333;--line:#999;--panel:#fff;--good:#0a4d1c;--bad:#8a0b1f;--warn:#5c3a00;--calm:#333;--disp:#43258a;--link:#000;--ins:#fff;--del:#fff}body{max-width:none;font-size:10pt}nav,.filters,.skip{display:none}.promise,tr{break-inside:avoid}pre{max-height:none}#cases .req:not([open]) ul{display:none}.scroll{overflow:visible}}
`;
