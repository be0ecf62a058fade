# What `cmake --install` puts where: the command, the libraries for hosts with their headers, a CMake package
# (find_package(tatu), targets tatu::tatu and tatu::compiler) and pkg-config files (tatu, tatu_compiler). All of them
# find one another wherever the whole is moved.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set_target_properties(tatu_shared PROPERTIES EXPORT_NAME tatu)
set_target_properties(tatu_compiler_shared PROPERTIES EXPORT_NAME compiler)

install(TARGETS tatu RUNTIME)
install(TARGETS tatu_shared tatu_compiler_shared EXPORT tatu_targets
  LIBRARY NAMELINK_COMPONENT Development INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/tatu" TYPE INCLUDE FILES_MATCHING PATTERN "*.h" PATTERN "*.hpp")

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/tatu")
install(EXPORT tatu_targets FILE tatu-config.cmake NAMESPACE tatu:: DESTINATION "${package_folder}")
# Before 1.0 a minor version may change what the last one had.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/tatu-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/tatu-config-version.cmake" DESTINATION "${package_folder}")

function(tatu_pkg_config name description)
  set(folder "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
  file(RELATIVE_PATH to_prefix "/${folder}" "/")
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/${name}.pc" @ONLY CONTENT [[
prefix=${pcfiledir}/@to_prefix@
includedir=${prefix}/@CMAKE_INSTALL_INCLUDEDIR@
libdir=${prefix}/@CMAKE_INSTALL_LIBDIR@

Name: @name@
Description: @description@
Version: @PROJECT_VERSION@
Cflags: -I${includedir}
Libs: -L${libdir} -l@name@
]])
  install(FILES "${PROJECT_BINARY_DIR}/${name}.pc" DESTINATION "${folder}")
endfunction()
tatu_pkg_config(tatu "Runs programs of others inside a host, within limits")
tatu_pkg_config(tatu_compiler "Compiles Tatu's source text to modules")
