//! Whether the text is inside Markdown code.

/// Follows fences and inline code, character by character.
#[derive(Debug, Default)]
pub(super) struct Code {
    /// Fence in force: its character and length.
    fence: Option<(char, usize)>,
    /// Length of the run of backticks that opened inline code.
    inline: usize,
    /// The run of backticks or tildes that is being read: character, length, and whether only white space stood before it.
    run: Option<(char, usize, bool)>,
    /// Only white space so far on this line.
    line_is_blank: bool,
    begun: bool,
}

impl Code {
    /// Whether the next character stands in code.
    pub(super) fn inside(&mut self) -> bool {
        self.end_run();
        self.fence.is_some() || self.inline > 0
    }

    /// Takes the next character of the text.
    pub(super) fn see(&mut self, c: char) {
        if !self.begun {
            self.begun = true;
            self.line_is_blank = true;
        }
        if matches!(c, '`' | '~') {
            match &mut self.run {
                Some((run, length, _)) if *run == c => *length += 1,
                _ => {
                    self.end_run();
                    self.run = Some((c, 1, self.line_is_blank));
                }
            }
            self.line_is_blank = false;
            return;
        }
        self.end_run();
        if c == '\n' {
            // Inline code does not cross a paragraph; a stray backtick must not swallow the rest of the answer.
            if self.line_is_blank {
                self.inline = 0;
            }
            self.line_is_blank = true;
            return;
        }
        // A quote or list sign does not end the beginning of a line: a fence may follow it.
        self.line_is_blank &= c.is_whitespace() || matches!(c, '>' | '-' | '*' | '+');
    }

    fn end_run(&mut self) {
        let Some((c, length, at_line_start)) = self.run.take() else { return };
        match self.fence {
            Some((fence, opened)) if at_line_start && fence == c && length >= opened => self.fence = None,
            Some(_) => {}
            None if at_line_start && length >= 3 && self.inline == 0 => self.fence = Some((c, length)),
            None if c == '`' && self.inline == 0 => self.inline = length,
            None if c == '`' && self.inline == length => self.inline = 0,
            None => {}
        }
    }
}
