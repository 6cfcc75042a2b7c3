-- `luarocks make` builds the module for the Lua that LuaRocks works for, from this source tree and without a network:
-- meson, ninja, a C compiler, python3 and utf8proc must be there. Neovim's is `luarocks --lua-version=5.1 make`.
rockspec_format = "3.0"
package = "dixit"
version = "scm-1"
source = { url = "git+file://." }
description = {
  summary = "Who said what in a text, and what nobody vouches for",
  detailed = [[
    Finds quotations, who said them, claims and what supports them in prose (plain text, Markdown), for programs and
    editors that script in Lua.]],
  license = "MIT",
}
dependencies = { "lua >= 5.1, < 5.5" }
external_dependencies = { UTF8PROC = { header = "utf8proc.h" } }
build = {
  type = "command",
  build_command = [[rm -rf build-luarocks && meson setup build-luarocks -Dlua=enabled -Dlua_include_dir=$(LUA_INCDIR) ]]
    .. [[-Dlua_cmod_dir=$(LIBDIR) -Dlua_lmod_dir=$(LUADIR) -Dcommand=false -Dtests=disabled && ninja -C build-luarocks]],
  install_command = "meson install -C build-luarocks --no-rebuild --tags lua",
}
