import fc from 'fast-check';
import { explanationComment } from '../../src/host/editor/edits/explanationComment.ts';

/** What ends, opens, continues or steers a comment in some language. */
const MARKS =
  '*/|/*|/**|//|///|//!|-->|--!>|--->|<!--|<!---->|--|->|>|]]>|<![CDATA[|?>|<?php|<?|<?=|%>|<%|<%=|{{|}}|{%|%}|{#|#}|{{{|</script>|<script>|' +
  '</style>|</template>|</textarea>|<svg onload=x>|#|##|###|#=|=#|#>|<#|#|`|```|""|"|\'|"""|\'\'\'|\\|\\\\|\\\\\\|??/|\\u000a|\\\\u000a|\\uuu000A|' +
  '\\u002a\\u002f|\\u12|\\x0a|\\n|^|^^|%|%~|%PATH%|!x!|&|&&|;|;;|$(shell touch x)|$(echo ran)|${x}|$$|$x|@echo|(*|*)|{-|-}|{|}|(|)|[|]|' +
  '--[[|]]|[[|[=[|]=]|--+|/*+|/*!|*/;|{|}|{id||{||}|[|||]|$tag$|=begin|=end|=pod|=cut|__END__|__DATA__|EOF|EOT|<<EOF|_| _|&|\\z|' +
  '//# sourceMappingURL=x.map|# sourceMappingURL=x|import os;|os._exit(1)|System.exit(1);|#error|#include|#define A|#pragma x|#!|%{|%}|`';
const BEGINNINGS =
  'coding: latin-1|-*- coding: rot13 -*-|vim: set fenc=latin1:|coding=utf-7|+build ignore|go:build ignore|@ts-nocheck|@ts-ignore|eslint-disable|' +
  'type: ignore|noqa|flake8: noqa|fmt: off|/// script|syntax=x/y|escape=`|line 12 "x"|SIG # Begin signature block|frozen_string_literal: true|' +
  '!TEX program = sh|[[ x|{ x|% x|= x|+ x|! x|# x|* x|> x|/ x|: x|. x|- x|| x|& x|) x|;x|@x|%x|=x|print(1)|x = 1|x: 1|- a|<b>|"x|\'x|`x|\\x|/? x';
const HIDDEN = Array.from(
  '\u0085\u2028\u2029\v\f\0\u001b\u202e\u2066\u200f\u061c\ud800\udc00\ufeff\u200b\r\b\u007f\u009b',
);
const WORDS = [
  'the loop',
  'adds each',
  'price',
  'über',
  '日本語',
  '👩‍💻',
  'é',
  'x1',
  'it’s',
  "it's",
  '50% of',
  '1. first',
  'a long word',
];

const SEPARATORS = ['', '', ' ', ' ', '\n', '\n', '\t', '\r\n', '\n\n'];
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...MARKS.split('|'), '|', '||') },
  { weight: 2, arbitrary: fc.constantFrom(...BEGINNINGS.split('|')).map((text) => `\n${text}`) },
  { weight: 1, arbitrary: fc.constantFrom(...HIDDEN) },
  { weight: 3, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);
const text = fc
  .array(fc.tuple(piece, fc.constantFrom(...SEPARATORS)), { minLength: 1, maxLength: 16 })
  .map((pieces) => pieces.flat().join(''))
  .filter((all) => all.trim() !== '');

/** Texts as a model might write them at worst: every mark at the end and the beginning of a line, and 500 mixed ones. */
const HOSTILE: readonly string[] = [
  ...[...MARKS.split('|'), ...BEGINNINGS.split('|'), ...HIDDEN].map((mark) => `x ${mark}\nx = 1;\n${mark} x\n${mark}`),
  ...fc.sample(text, { numRuns: 500, seed: 20_261_129 }),
];

export interface Inserted {
  /** The whole document with the comment. */
  readonly text: string;
  readonly explanation: string;
  readonly line: number;
  readonly comment: string;
}

/**
 * A document with one comment: each text before one of its lines, in turn. What gets none is left out.
 *
 * @param every leaves all but each so-manyth text out
 */
export function insertedInto(document: string, language: string, every = 1): Inserted[] {
  const lines = document.split('\n');
  return HOSTILE.filter((_, i) => i % every === 0).flatMap((explanation, i): Inserted[] => {
    const found = explanationComment(explanation, lines, language, (i % (lines.length - 1)) + 1);
    if (typeof found === 'string') return [];
    const { line, text: comment } = found;
    const text = [...lines.slice(0, line - 1), comment + lines.slice(line - 1).join('\n')].join('\n');
    return [{ text, explanation, line, comment }];
  });
}
