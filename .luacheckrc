-- `luacheck lua plugins examples tests`
std = "lua51+luajit"
max_line_length = 120
files["lua/dixit/meta.lua"] = { ignore = { "212", "241", "631" } } -- types: functions without bodies
files["plugins/nvim"] = { globals = { "vim" } }
files["plugins/geany"] = { globals = { "geany" } }
files["tests/editors/geany"] = { globals = { "geany" } }
files["plugins/wordgrinder"] = {
  std = "max", globals = { "wg", "Document", "ParagraphClass", "Cmd" },
  read_globals = { "AddEventListener", "Browser", "Event", "ModalMessage", "NonmodalMessage", "QueueRedraw" },
}
files["plugins/lite-xl"] = { std = "max", globals = { "system", "renderer" } }
files["tests/editors/lite_xl"] = { std = "max", globals = { "system", "renderer" } }
files["plugins/lualatex"] = {
  std = "max", read_globals = { "luatexbase", "status", "tex", "texio" },
}
files["plugins/textadept"] = { std = "max", globals = { "buffer", "events", "timeout", "ui", "view" } }
files["tests/editors/textadept"] = {
  std = "max", globals = { "buffer", "events", "timeout", "ui", "view" },
}
files["plugins/micro"] = {
  allow_defined_top = true, globals = { "import" }, ignore = { "131" }, -- micro calls functions by their names
}
files["plugins/pandoc"] = { std = "max", globals = { "pandoc", "FORMAT", "Pandoc" } }
files["plugins/scite"] = { std = "max", globals = { "editor", "props", "scite" } }
files["tests/editors/scite"] = {
  std = "max", allow_defined_top = true, ignore = { "113", "121", "122" },
  globals = { "editor", "props", "scite", "dixit", "OnUpdateUI" },
}
files["plugins/vis"] = { globals = { "vis" } }
files["tests/editors/nvim"] = { globals = { "vim" } }
files["tests/lua/nvim.lua"] = { globals = { "vim" }, ignore = { "431" } } -- runs in another Lua, too
files["tests"] = { ignore = { "431", "631" } } -- one more doc; texts in lines
files["tests/lua/lite_xl.lua"] = { globals = { "dixit" } }
files["tests/lsp/sessions"] = { globals = { "vim" } }
files["tests/lsp/text.lua"] = { globals = { "dixit" } }
files["examples/rules"] = { globals = { "dixit" } }
