# Shell completions, made by the programs themselves from their tables of options.
bash_completions = $(tilmach_programs:%=completions/bash/%)
zsh_completions = $(tilmach_programs:%=completions/zsh/_%)
fish_completions = $(tilmach_programs:%=completions/fish/%.fish)

bashcompletiondir = $(datadir)/bash-completion/completions
zshcompletiondir = $(datadir)/zsh/site-functions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
nodist_bashcompletion_DATA = $(bash_completions)
nodist_zshcompletion_DATA = $(zsh_completions)
nodist_fishcompletion_DATA = $(fish_completions)
CLEANFILES += $(bash_completions) $(zsh_completions) $(fish_completions)

completions/bash/%: %$(EXEEXT)
	@$(MKDIR_P) completions/bash
	$(AM_V_GEN)./$< --print-completion=bash >$@.tmp && mv $@.tmp $@
completions/zsh/_%: %$(EXEEXT)
	@$(MKDIR_P) completions/zsh
	$(AM_V_GEN)./$< --print-completion=zsh >$@.tmp && mv $@.tmp $@
completions/fish/%.fish: %$(EXEEXT)
	@$(MKDIR_P) completions/fish
	$(AM_V_GEN)./$< --print-completion=fish >$@.tmp && mv $@.tmp $@
